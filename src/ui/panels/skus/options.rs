//! How names are matched and what is done to pictures; each change judges all files anew.

use egui::Ui;

use crate::bus::command::Command;
use crate::bus::pictures::{PictureBench, PictureCommand};
use crate::domain::picture::PictureOptions;
use crate::i18n::t;
use crate::ui::context::PanelContext;
use crate::ui::theme::{TextStyle, Themed as _};
use crate::ui::widgets::{Field, chip, paint};

/// The longest side that can be wanted, in pixels.
const MOST_SIDE: u32 = 20_000;

/// What is typed of the options; none while untouched. What cannot be meant stays, with its error.
#[derive(Default)]
pub struct OptionsForm {
    rule: Option<String>,
    longest: Option<String>,
    least: Option<String>,
}

impl OptionsForm {
    pub fn ui(&mut self, context: &mut PanelContext<'_>, ui: &mut Ui, bench: &PictureBench) {
        let mut options = bench.options.clone();
        let mut rule = self.rule.take().unwrap_or_else(|| options.rule.clone());
        let mut longest = self.longest.take().unwrap_or_else(|| longest_text(&options));
        let mut least = self.least.take().unwrap_or_else(|| options.min_side.to_string());
        let mut typed = false;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let response = Field::new(t("skus-rule"), &mut rule).mono().width(240.0).show(ui);
                typed |= response.lost_focus();
                let wrong = longest_of(&longest).is_err().then(|| t("skus-longest-wrong"));
                let field = Field::new(t("skus-longest"), &mut longest).width(150.0);
                typed |= field.error(wrong).show(ui).lost_focus();
                let wrong = side_of(&least).is_none().then(|| t("skus-least-wrong"));
                let field = Field::new(t("skus-least"), &mut least).width(150.0);
                typed |= field.error(wrong).show(ui).lost_focus();
            });
            ui.horizontal_wrapped(|ui| {
                chip::check(ui, &mut options.ignore_case, t("skus-ignore-case"));
                chip::check(ui, &mut options.ignore_zeros, t("skus-ignore-zeros"));
                chip::check(ui, &mut options.overwrite, t("skus-overwrite"));
                if options.overwrite {
                    chip::check(ui, &mut options.replace_lost, t("skus-replace-lost"));
                }
            });
            let muted = ui.theme().colors.text_muted;
            paint::label_wrapped(ui, t("skus-rule-help"), TextStyle::Small, muted);
        });
        let (longest_side, min_side) = (longest_of(&longest), side_of(&least));
        if typed {
            options.rule.clone_from(&rule);
            options.longest_side = longest_side.unwrap_or(options.longest_side);
            options.min_side = min_side.unwrap_or(options.min_side);
        }
        // what was taken is shown as it was taken; the rest stays as it is typed
        self.rule = (!typed).then_some(rule);
        self.longest = (!typed || longest_side.is_err()).then_some(longest);
        self.least = (!typed || min_side.is_none()).then_some(least);
        if options != bench.options {
            context.send(Command::Pictures(PictureCommand::Options(options)));
        }
    }
}

fn longest_text(options: &PictureOptions) -> String {
    options.longest_side.map(|side| side.to_string()).unwrap_or_default()
}

/// Empty and 0 say that pictures are sent as they are.
fn longest_of(text: &str) -> Result<Option<u32>, ()> {
    match text.trim() {
        "" | "0" => Ok(None),
        text => side_of(text).filter(|side| *side > 0).map(Some).ok_or(()),
    }
}

fn side_of(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|side| *side <= MOST_SIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_of_pixels_is_not_taken_for_none() {
        assert_eq!(longest_of(""), Ok(None));
        assert_eq!(longest_of(" 1200 "), Ok(Some(1200)));
        for text in ["1,200", "1.200", "-3", "many", "900000"] {
            assert_eq!(longest_of(text), Err(()), "{text}");
        }
        assert_eq!(side_of("40 px"), None);
    }
}
