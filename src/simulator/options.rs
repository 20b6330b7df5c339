//! What the practice site is made of: sizes, seed, speed, ports and the faults it starts with.

use super::faults::FaultSpec;

/// Options of one simulated site.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub seed: u64,
    pub bots: u32,
    pub levels: u32,
    pub skus: u32,
    pub boxes: u32,
    pub trays: u32,
    pub stations: u32,
    /// Storage requests the site makes by itself.
    pub orders_per_hour: f64,
    /// How much faster than the clock it runs; 0 stands still until stepped.
    pub speed: f64,
    /// The inventory view has so many rows made from their number instead of those of the halls; 0 has none.
    pub computed_rows: u32,
    /// Whether it opens with something to look at: a carrier that waits, a request nobody can serve, one that failed.
    pub staged: bool,
    /// Robot manager, storage system and control take this port and the next two; none takes free ones.
    pub port_base: Option<u16>,
    pub faults: Vec<FaultSpec>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            seed: 1,
            bots: 60,
            levels: 6,
            skus: 5_000,
            boxes: 20_000,
            trays: 200,
            stations: 4,
            orders_per_hour: 120.0,
            speed: 1.0,
            computed_rows: 0,
            staged: true,
            port_base: None,
            faults: Vec::new(),
        }
    }
}

/// The fastest the warehouse may run.
pub const MAX_SPEED: f64 = 1_000.0;

impl Options {
    /// A small site that stands still until it is stepped, for tests.
    pub fn small_stepped() -> Self {
        Self {
            bots: 12,
            levels: 3,
            skus: 200,
            boxes: 600,
            trays: 20,
            stations: 2,
            speed: 0.0,
            staged: false,
            ..Self::default()
        }
    }

    /// Says in words which option is out of its bounds.
    pub fn check(&self) -> Result<(), String> {
        let bounds = [
            ("bots", self.bots, 0, 1_000),
            ("levels", self.levels, 1, 50),
            ("skus", self.skus, 1, 100_000),
            ("boxes", self.boxes, 0, 1_000_000),
            ("trays", self.trays, 1, 100_000),
            ("stations", self.stations, 1, 100),
            ("computed-rows", self.computed_rows, 0, 100_000_000),
        ];
        for (name, value, low, high) in bounds {
            if !(low..=high).contains(&value) {
                return Err(format!("{name} is {value}, allowed is {low} to {high}"));
            }
        }
        check_speed(self.speed)?;
        if !(0.0..=100_000.0).contains(&self.orders_per_hour) {
            return Err(format!(
                "orders-per-hour is {}, allowed is 0 to 100000",
                self.orders_per_hour
            ));
        }
        if self.port_base.is_some_and(|base| base == 0 || base > 65_533) {
            return Err("port-base must leave room for three ports: 1 to 65533".to_owned());
        }
        Ok(())
    }
}

/// Says in words why a speed cannot be taken.
pub fn check_speed(speed: f64) -> Result<(), String> {
    if (0.0..=MAX_SPEED).contains(&speed) {
        Ok(())
    } else {
        Err(format!("speed is {speed}, allowed is 0 to {MAX_SPEED}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_allowed_and_a_mistake_is_named() {
        assert_eq!(Options::default().check(), Ok(()));
        let wrong = Options { bots: 2_000, ..Options::default() };
        assert_eq!(wrong.check(), Err("bots is 2000, allowed is 0 to 1000".to_owned()));
        assert!(check_speed(f64::NAN).is_err());
    }
}
