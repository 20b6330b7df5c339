//! What of a request was refused: each line of the form with its cause, each field a 422 names.

use std::collections::BTreeMap;

use crate::domain::request_draft::{Draft, DraftLine, LineOf, Place};
use crate::domain::trouble::{Trouble, VendorLine};
use crate::i18n::{has, t, tf};

/// Not enough of an SKU (quirks.md).
pub const NOT_ENOUGH: &str = "0x5082";

/// A line that was refused, as it was sent: when it is changed the mark is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMark {
    pub line: DraftLine,
    pub code: String,
    /// The vendor's words.
    pub text: String,
}

/// A refusal as the form shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    pub lines: Vec<LineMark>,
    /// Fields other than lines, with the vendor's words.
    pub fields: Vec<(Place, String)>,
    /// What could be put to no line and no field.
    pub rest: Vec<VendorLine>,
    /// Lines that were sent.
    pub sent: usize,
    /// Under which id the storage may know the refused request.
    pub request: Option<String>,
}

impl Refusal {
    /// Puts the vendor's lines to what was sent.
    pub fn read(sent: &Draft, trouble: &Trouble) -> Self {
        let filled: Vec<&DraftLine> = sent.filled().map(|(_, line)| line).collect();
        let mut refusal = Self { sent: filled.len(), ..Self::default() };
        for said in &trouble.vendor_lines {
            if said.about == "request_id" && said.code.is_empty() {
                refusal.request = Some(said.text.clone());
                continue;
            }
            let about = said.about.trim();
            let of_id: Vec<&&DraftLine> =
                filled.iter().filter(|line| line.id.trim() == about).collect();
            let of_place = index_of(about).and_then(|index| filled.get(index));
            let mut known = of_id.into_iter().chain(of_place).peekable();
            if known.peek().is_some() {
                refusal.lines.extend(known.map(|line| LineMark {
                    line: (*line).clone(),
                    code: said.code.clone(),
                    text: said.text.clone(),
                }));
            } else if let Some(place) = place_of(about) {
                refusal.fields.push((place, said.text.clone()));
            } else {
                refusal.rest.push(said.clone());
            }
        }
        refusal
    }

    /// The mark of a line that still stands as it was sent.
    pub fn mark(&self, line: &DraftLine) -> Option<&LineMark> {
        let same = |mark: &&LineMark| {
            mark.line.id.trim() == line.id.trim()
                && mark.line.quantity.trim() == line.quantity.trim()
        };
        self.lines.iter().find(same)
    }

    /// What was said of a field.
    pub fn field(&self, place: Place) -> Option<&str> {
        self.fields.iter().find(|(of, _)| *of == place).map(|(_, text)| text.as_str())
    }

    /// How many of the lines that were sent it names.
    pub fn marked(&self) -> usize {
        let mut seen: Vec<&DraftLine> = self.lines.iter().map(|mark| &mark.line).collect();
        seen.sort_by(|a, b| (&a.id, &a.quantity).cmp(&(&b.id, &b.quantity)));
        seen.dedup();
        seen.len()
    }
}

/// `body.entities.0.quantity` → 0; a name of the schema may stand in between.
fn index_of(about: &str) -> Option<usize> {
    let mut parts = about.split('.').skip_while(|part| *part != "entities");
    parts.next()?;
    parts.next()?.parse().ok()
}

/// `body.bot_id` → the field of the bot.
fn place_of(about: &str) -> Option<Place> {
    Some(match about.rsplit('.').next()? {
        "entities" => Place::Lines,
        "priority" => Place::Priority,
        "bot_id" => Place::Bot,
        "level_id" => Place::Level,
        "balcony_id" => Place::Balcony,
        "action_type" => Place::Action,
        _ => return None,
    })
}

/// The cause of a mark in a plain sentence: ours where the code is documented, else the vendor's.
pub fn sentence(mark: &LineMark, there: Option<i64>) -> String {
    let code = mark.code.to_lowercase();
    if code == NOT_ENOUGH
        && let Some(there) = there
    {
        let asked = mark.line.quantity.trim();
        return tf("work-refused-not-enough", &[("there", there.into()), ("asked", asked.into())]);
    }
    let key = format!("work-refused-{code}");
    match (has(&key), mark.text.trim()) {
        (true, _) => tf(&key, &[]),
        (false, "") => t("work-refused-no-words").to_owned(),
        (false, text) => text.to_owned(),
    }
}

/// What one press can do about a marked line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Ask for what is there.
    Take(i64),
    LookUp,
    Remove,
    /// Send it as it is once more.
    Keep,
}

/// The remedies of a mark, the best first.
pub fn remedies(mark: &LineMark, of: LineOf, there: &BTreeMap<String, i64>) -> Vec<Remedy> {
    let enough = there.get(mark.line.id.trim()).copied();
    let first = if mark.code.eq_ignore_ascii_case(NOT_ENOUGH) && of == LineOf::Sku {
        enough.filter(|there| *there > 0).map(Remedy::Take)
    } else {
        Some(Remedy::LookUp)
    };
    first.into_iter().chain([Remedy::Remove, Remedy::Keep]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::request_draft::RequestKind;
    use crate::domain::trouble::{Cause, ErrorClass};

    fn line(id: &str, quantity: &str) -> DraftLine {
        DraftLine { id: id.to_owned(), quantity: quantity.to_owned() }
    }

    fn sent() -> Draft {
        let lines = vec![line("H1", "2"), DraftLine::default(), line("H2", "60"), line("H9", "1")];
        Draft { lines, ..Draft::of(RequestKind::Fulfillment) }
    }

    fn said(lines: &[(&str, &str, &str)]) -> Trouble {
        let vendor = |(about, code, text): &(&str, &str, &str)| VendorLine {
            about: (*about).to_owned(),
            code: (*code).to_owned(),
            text: (*text).to_owned(),
        };
        Trouble {
            vendor_lines: lines.iter().map(vendor).collect(),
            ..Trouble::new(ErrorClass::Fatal, Cause::Refused(400), "")
        }
    }

    #[test]
    fn feedback_marks_its_line_until_the_line_is_changed() {
        let trouble = said(&[
            ("H2", "0x5082", "Not enough quantity"),
            ("H9", "0x5081", "Sku does not exist"),
            ("CARRIER7", "0x5083", "Carrier does not exist"),
            ("request_id", "", "abc123"),
        ]);
        let refusal = Refusal::read(&sent(), &trouble);
        assert_eq!((refusal.sent, refusal.marked()), (3, 2));
        assert_eq!(refusal.request.as_deref(), Some("abc123"));
        assert_eq!(refusal.rest.len(), 1);
        assert!(refusal.mark(&line("H1", "2")).is_none());
        let mark = refusal.mark(&line("H2", " 60")).unwrap();
        assert_eq!(sentence(mark, Some(54)), "Not enough in storage: 54 there, 60 asked for");
        assert_eq!(sentence(mark, None), "Not enough in storage");
        assert!(refusal.mark(&line("H2", "54")).is_none(), "it was changed");
        let unknown = refusal.mark(&line("H9", "1")).unwrap();
        assert_eq!(sentence(unknown, None), "Sku does not exist");
    }

    #[test]
    fn a_422_points_at_lines_and_fields() {
        let trouble = said(&[
            ("body.FulfillmentRequestCreateInput.entities.1.quantity", "int_type", "no integer"),
            ("body.priority", "int_type", "too large"),
            ("body.what", "extra", "not allowed"),
        ]);
        let refusal = Refusal::read(&sent(), &trouble);
        assert_eq!(
            refusal.mark(&line("H2", "60")).map(|mark| mark.text.as_str()),
            Some("no integer")
        );
        assert_eq!(refusal.field(Place::Priority), Some("too large"));
        assert_eq!(refusal.rest.len(), 1);
    }

    #[test]
    fn remedies_follow_what_is_known() {
        let mark = LineMark { line: line("H2", "60"), code: "0X5082".into(), text: String::new() };
        let there = BTreeMap::from([("H2".to_owned(), 54)]);
        let take = remedies(&mark, LineOf::Sku, &there);
        assert_eq!(take, [Remedy::Take(54), Remedy::Remove, Remedy::Keep]);
        assert_eq!(remedies(&mark, LineOf::Sku, &BTreeMap::new()), [Remedy::Remove, Remedy::Keep]);
        let unknown = LineMark { code: "0x5083".into(), ..mark };
        let look = remedies(&unknown, LineOf::Carrier, &there);
        assert_eq!(look.first(), Some(&Remedy::LookUp));
    }
}
