//! Ids as the far side wrote them: text, trimmed, leading zeros kept, numbers in numeric order.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// Orders digits by value and everything else as text, so that level 10 follows level 9.
fn natural(a: &str, b: &str) -> Ordering {
    match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(left), Ok(right)) => left.cmp(&right).then_with(|| a.cmp(b)),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the id as it was received; surrounding blanks go.
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text.trim()))
            }

            /// Takes a text that is shared already, without copying it; blanks around it must be gone.
            pub fn from_shared(text: Arc<str>) -> Self {
                Self(text)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                natural(&self.0, &other.0)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

text_id! {
    /// A tray of the robot manager, `1` for instance.
    TrayId;
    /// A slot of the robot manager; a station is a slot with the tag `station`.
    SlotId;
    /// Our unique reference of one tray request; identifies it in every later call.
    OrderReference;
    /// A bot of the storage system.
    BotId;
    /// A level of the storage system.
    LevelId;
    /// A balcony of the storage system.
    BalconyId;
    /// A carrier of the storage system.
    CarrierId;
    /// A box on a carrier.
    BoxId;
    /// A stock keeping unit, `H000001` for instance.
    SkuId;
    /// A storage request.
    RequestId;
    /// A job of a storage request.
    JobId;
    /// A user of the storage system.
    UserId;
    /// A key of the storage system.
    ApiKeyId;
}

#[cfg(test)]
mod tests {
    use super::LevelId;

    #[test]
    fn numeric_ids_sort_by_value_and_keep_leading_zeros() {
        let mut levels = ["10", "9", "B", "007"].map(LevelId::new);
        levels.sort();
        assert_eq!(levels.map(|id| id.to_string()), ["007", "9", "10", "B"]);
    }

    #[test]
    fn blanks_around_an_id_do_not_count() {
        assert_eq!(LevelId::new(" 3 "), LevelId::new("3"));
    }
}
