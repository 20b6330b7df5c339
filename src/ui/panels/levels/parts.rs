//! Words the regions of this panel share.

use jiff::SignedDuration;

use crate::domain::bot::{Battery, BotState};
use crate::i18n::{t, tf};

/// The word for what a bot does.
pub fn state_words(state: BotState) -> &'static str {
    match state {
        BotState::Working => t("levels-working"),
        BotState::Charging => t("levels-charging"),
        BotState::Idle => t("levels-idle"),
        BotState::NotReported => t("levels-not-reported"),
    }
}

pub fn battery_words(battery: Battery) -> String {
    match battery {
        Battery::Percent(percent) => format!("{percent} %"),
        Battery::Missing => format!("— {}", t("levels-missing")),
        Battery::OutOfRange(value) => {
            tf("levels-battery-odd", &[("value", value.to_string().into())])
        }
    }
}

/// `0.3 s`, `42 s`, `6 min`, `3 h`, `2 d`.
pub fn age_words(age: SignedDuration) -> String {
    crate::ui::data_ui::age::age(age)
}
