//! The grammar of faults, `SYSTEM:FAULT[=VALUE][@PROBABILITY]`, and the book of those in force.

use std::fmt;

use super::rng::Rng;

/// A simulated system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SimSystem {
    RobotManager,
    Noyes,
}

impl SimSystem {
    /// Both, in the order of the catalog.
    pub const ALL: [Self; 2] = [Self::RobotManager, Self::Noyes];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::RobotManager => "robot-manager",
            Self::Noyes => "noyes",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "robot-manager" | "robot_manager" => Some(Self::RobotManager),
            "noyes" => Some(Self::Noyes),
            _ => None,
        }
    }
}

/// A way to go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Milliseconds before the answer.
    Latency,
    /// An error status (500) instead of the answer; nothing is done.
    Error,
    /// 429 with Retry-After of so many seconds (1).
    Status429,
    /// Nobody listens.
    Refused,
    /// The connection is reset once the question has arrived; nothing is done.
    Reset,
    /// The answer trickles at so many bytes a second (64).
    SlowBody,
    /// The question is taken and never answered.
    HalfOpen,
    /// The answer ends before its announced length.
    Truncated,
    /// A web page instead of JSON.
    WrongType,
    /// The question is carried out, the answer is lost.
    LostReply,
    /// Tokens given before are refused until refreshed or logged in again.
    ExpiredToken,
    /// Every webhook goes out twice.
    DupWebhook,
    /// Webhooks overtake one another.
    ReorderWebhook,
}

impl Fault {
    /// All, in the order of the manual.
    pub const ALL: [Self; 13] = [
        Self::Latency,
        Self::Error,
        Self::Status429,
        Self::Refused,
        Self::Reset,
        Self::SlowBody,
        Self::HalfOpen,
        Self::Truncated,
        Self::WrongType,
        Self::LostReply,
        Self::ExpiredToken,
        Self::DupWebhook,
        Self::ReorderWebhook,
    ];

    /// The word of the grammar.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latency => "latency",
            Self::Error => "error",
            Self::Status429 => "status429",
            Self::Refused => "refused",
            Self::Reset => "reset",
            Self::SlowBody => "slow-body",
            Self::HalfOpen => "half-open",
            Self::Truncated => "truncated",
            Self::WrongType => "wrong-type",
            Self::LostReply => "lost-reply",
            Self::ExpiredToken => "expired-token",
            Self::DupWebhook => "dup-webhook",
            Self::ReorderWebhook => "reorder-webhook",
        }
    }

    /// What is meant when no value is given, and the values allowed; none for a fault without a value.
    pub fn value(self) -> Option<(u64, std::ops::RangeInclusive<u64>)> {
        match self {
            Self::Latency => Some((500, 0..=600_000)),
            Self::Error => Some((500, 400..=599)),
            Self::Status429 => Some((1, 0..=86_400)),
            Self::SlowBody => Some((64, 1..=1_000_000_000)),
            _ => None,
        }
    }
}

/// One fault as asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultSpec {
    pub system: SimSystem,
    pub fault: Fault,
    pub value: Option<u64>,
    /// 0 to 1; none means always.
    pub probability: Option<f64>,
}

impl FaultSpec {
    /// Reads `SYSTEM:FAULT[=VALUE][@PROBABILITY]`; a mistake is answered with what is allowed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (system, rest) = text
            .split_once(':')
            .ok_or_else(|| format!("fault {text:?} has no system: write SYSTEM:FAULT[=VALUE][@PROBABILITY], SYSTEM one of {}", systems()))?;
        let (rest, probability) = match rest.split_once('@') {
            Some((rest, probability)) => (rest, Some(probability)),
            None => (rest, None),
        };
        let (fault, value) = match rest.split_once('=') {
            Some((fault, value)) => (fault, Some(value)),
            None => (rest, None),
        };
        Self::from_parts(system, fault, value, probability)
    }

    /// The same from its parts, as JSON brings them.
    pub fn from_parts(
        system: &str,
        fault: &str,
        value: Option<&str>,
        probability: Option<&str>,
    ) -> Result<Self, String> {
        let system = SimSystem::parse(system.trim())
            .ok_or_else(|| format!("unknown system {system:?}, allowed: {}", systems()))?;
        let name = fault.trim();
        let fault = Fault::ALL
            .into_iter()
            .find(|fault| fault.name() == name)
            .ok_or_else(|| format!("unknown fault {name:?}, allowed: {}", faults()))?;
        let value = value.map(|text| parse_value(fault, text)).transpose()?;
        let probability = probability.map(parse_probability).transpose()?;
        Ok(Self { system, fault, value, probability })
    }

    /// The value given, else what the fault means without one.
    pub fn effective_value(&self) -> u64 {
        self.value.or_else(|| self.fault.value().map(|(default, _)| default)).unwrap_or(0)
    }

    /// Whether it strikes every time.
    pub fn always(&self) -> bool {
        self.probability.is_none_or(|probability| probability >= 1.0)
    }
}

impl fmt::Display for FaultSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.system.name(), self.fault.name())?;
        if let Some(value) = self.value {
            write!(f, "={value}")?;
        }
        if let Some(probability) = self.probability {
            write!(f, "@{probability}")?;
        }
        Ok(())
    }
}

fn systems() -> String {
    SimSystem::ALL.map(SimSystem::name).join(", ")
}

fn faults() -> String {
    Fault::ALL.map(Fault::name).join(", ")
}

fn parse_value(fault: Fault, text: &str) -> Result<u64, String> {
    let Some((_, range)) = fault.value() else {
        return Err(format!("fault {} takes no value", fault.name()));
    };
    text.trim().parse::<u64>().ok().filter(|value| range.contains(value)).ok_or_else(|| {
        format!(
            "value {text:?} of fault {} must be a whole number from {} to {}",
            fault.name(),
            range.start(),
            range.end()
        )
    })
}

fn parse_probability(text: &str) -> Result<f64, String> {
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| format!("probability {text:?} must be a number from 0 to 1"))
}

/// The faults in force, with the seeded die that decides the uncertain ones.
#[derive(Debug)]
pub struct FaultBook {
    specs: Vec<FaultSpec>,
    rng: Rng,
    /// Tokens of an older generation are expired while that fault is in force.
    pub token_generation: u64,
}

impl FaultBook {
    /// A book with these faults.
    pub fn new(seed: u64, specs: Vec<FaultSpec>) -> Self {
        let mut book = Self { specs: Vec::new(), rng: Rng::new(seed, 99), token_generation: 0 };
        book.set(specs);
        book
    }

    /// Puts these in the place of all that were in force.
    pub fn set(&mut self, specs: Vec<FaultSpec>) {
        if specs.iter().any(|spec| spec.fault == Fault::ExpiredToken) {
            self.token_generation += 1;
        }
        self.specs = specs;
    }

    /// The faults in force.
    pub fn specs(&self) -> &[FaultSpec] {
        &self.specs
    }

    /// Whether this fault strikes now, and with what value.
    pub fn strikes(&mut self, system: SimSystem, fault: Fault) -> Option<u64> {
        let rng = &mut self.rng;
        self.specs
            .iter()
            .filter(|spec| spec.system == system && spec.fault == fault)
            .find(|spec| spec.always() || rng.chance(spec.probability.unwrap_or(1.0)))
            .map(FaultSpec::effective_value)
    }

    /// Whether the port is to be closed altogether.
    pub fn closed(&self, system: SimSystem) -> bool {
        self.specs
            .iter()
            .any(|spec| spec.system == system && spec.fault == Fault::Refused && spec.always())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_reads_and_writes() {
        for text in [
            "noyes:latency=200",
            "robot-manager:lost-reply@0.5",
            "noyes:error=503@0.25",
            "noyes:refused",
        ] {
            assert_eq!(FaultSpec::parse(text).map(|spec| spec.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_mistake_is_answered_with_what_is_allowed() {
        let said = |text: &str| FaultSpec::parse(text).expect_err("a mistake");
        assert!(said("latency").contains("SYSTEM one of robot-manager, noyes"));
        assert!(said("brain:latency").contains("allowed: robot-manager, noyes"));
        assert!(said("noyes:fire").contains("allowed: latency, error, status429"));
        assert!(said("noyes:error=200").contains("from 400 to 599"));
        assert!(said("noyes:reset=1").contains("takes no value"));
        assert!(said("noyes:reset@2").contains("from 0 to 1"));
    }

    #[test]
    fn probability_is_seeded() {
        let row = |seed| {
            let spec = FaultSpec::parse("noyes:error@0.5").expect("a fault");
            let mut book = FaultBook::new(seed, vec![spec]);
            (0..64)
                .map(|_| book.strikes(SimSystem::Noyes, Fault::Error).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(row(3), row(3));
        let hits = row(3).into_iter().filter(|hit| *hit).count();
        assert!((16..48).contains(&hits));
    }
}
