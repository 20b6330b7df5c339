//! A bot in words: what it does, how full its battery is.

use crate::domain::bot::{Battery, Bot, BotState};
use crate::i18n::{t, tf};

/// What it does.
pub fn state_word(state: BotState) -> &'static str {
    match state {
        BotState::NotReported => t("data-bot-not-reported"),
        BotState::Working => t("data-bot-working"),
        BotState::Charging => t("data-bot-charging"),
        BotState::Idle => t("data-bot-idle"),
    }
}

/// `Bot 17`.
pub fn name(bot: &Bot) -> String {
    tf("data-bot", &[("id", bot.id.as_str().into())])
}

/// `61 %`; none when nothing was reported; the figure as it came when it is no percentage.
pub fn battery_words(battery: Battery) -> Option<String> {
    match battery {
        Battery::Percent(percent) => Some(format!("{percent} %")),
        Battery::Missing => None,
        Battery::OutOfRange(value) => {
            Some(tf("data-battery-odd", &[("value", value.to_string().into())]))
        }
    }
}

/// The part of the bar that is filled; none without a trustworthy figure.
pub fn battery_part(battery: Battery) -> Option<f32> {
    match battery {
        Battery::Percent(percent) => Some(f32::from(percent) / 100.0),
        Battery::Missing | Battery::OutOfRange(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Tongue, set_language};

    #[test]
    fn an_impossible_charge_is_shown_as_it_came_and_fills_no_bar() {
        set_language(Tongue::English);
        let odd = Battery::from_reported(Some(140));
        assert_eq!(battery_words(odd).as_deref(), Some("140 reported, not a percentage"));
        assert_eq!(battery_part(odd), None);
        assert_eq!(battery_words(Battery::Missing), None);
        assert_eq!(battery_words(Battery::Percent(0)).as_deref(), Some("0 %"));
    }
}
