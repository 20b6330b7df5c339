//! The words for why a picture, its source or the rule cannot be used.

use crate::domain::picture::{RuleError, Why};
use crate::domain::system::System;
use crate::i18n::{t, tf};
use crate::ui::data_ui;

/// In the person's language; the storage's own words stay as they are.
pub fn words(why: &Why) -> String {
    let of = |key, name, text: &str| tf(key, &[(name, text.into())]);
    let key = match why {
        Why::None => return String::new(),
        Why::TooManyPixels(width, height) => {
            let sides = [("w", width.to_string().into()), ("h", height.to_string().into())];
            return tf("skus-why-too-many-pixels", &sides);
        }
        Why::TooManyFiles(what) => return of("skus-why-too-many-files", "of", what),
        Why::NotASource(what) => return of("skus-why-not-a-source", "of", what),
        Why::Unreadable(what, said) => {
            let facts = [("of", what.as_str().into()), ("said", said.as_str().into())];
            return tf("skus-why-unreadable", &facts);
        }
        Why::Call(trouble) => {
            let said: Vec<String> = trouble
                .vendor_text
                .clone()
                .into_iter()
                .chain(trouble.vendor_lines.iter().map(|line| line.text.clone()))
                .take(3)
                .collect();
            let cause = || data_ui::trouble::cause(trouble, System::Noyes);
            return if said.is_empty() { cause() } else { said.join("; ") };
        }
        Why::Here(words) => return words.clone(),
        Why::FileGone => "skus-why-file-gone",
        Why::FileChanged => "skus-why-file-changed",
        Why::NotAPicture => "skus-why-not-a-picture",
        Why::TooManyBytes => "skus-why-too-many-bytes",
        Why::BadName => "skus-why-bad-name",
        Why::Broke => "skus-why-broke",
        Why::SkuGone => "skus-why-sku-gone",
        Why::SeenAfter => "skus-why-seen-after",
        Why::BeforeLost => "skus-why-before-lost",
        Why::Another => "skus-why-another",
        Why::NothingPasted => "skus-why-nothing-pasted",
        Why::NoDialog => "skus-why-no-dialog",
        Why::BatchGone => "skus-why-batch-gone",
        Why::BenchBroke => "skus-why-bench-broke",
    };
    t(key).to_owned()
}

/// What is wrong with a rule.
pub fn rule(error: &RuleError) -> String {
    let of = |key, pattern: &str| tf(key, &[("pattern", pattern.into())]);
    match error {
        RuleError::Empty => t("skus-rule-empty").to_owned(),
        RuleError::TooMany => t("skus-rule-too-many").to_owned(),
        RuleError::NoSku(pattern) => of("skus-rule-no-sku", pattern),
        RuleError::Path(pattern) => of("skus-rule-path", pattern),
    }
}
