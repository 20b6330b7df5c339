//! The rows of the bench: which files, in which order, and what each says.

use super::why;
use crate::bus::pictures::{BenchStage, PictureBench};
use crate::domain::picture::{Before, FileState, PictureFile, PictureOptions, Verdict, Why};
use crate::i18n::{t, tf};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{Column, FilterKind, GridState, RowPainter, Tone};

/// Which files are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    Verdict(Verdict),
    State(FileState),
}

impl Show {
    fn takes(self, file: &PictureFile) -> bool {
        match self {
            Self::All => true,
            Self::Verdict(verdict) => file.verdict == verdict,
            Self::State(state) => file.state == state,
        }
    }

    /// The chips over the table: verdicts before anything is sent, states after.
    pub fn chips(bench: &PictureBench) -> Vec<(Self, &'static str, u32)> {
        let counts = &bench.counts;
        let mut chips = vec![(Self::All, t("skus-all"), counts.all())];
        if is_sent(bench.stage) {
            let states = FileState::ALL.into_iter();
            chips.extend(
                states.map(|state| (Self::State(state), state_word(state), counts.state(state))),
            );
        } else {
            let verdicts = Verdict::ALL.into_iter();
            chips.extend(verdicts.map(|verdict| {
                (Self::Verdict(verdict), verdict_word(verdict), counts.verdict(verdict))
            }));
        }
        chips.retain(|(show, _, count)| *count > 0 || *show == Self::All);
        chips
    }
}

/// Whether the files are those of a batch.
pub const fn is_sent(stage: BenchStage) -> bool {
    matches!(
        stage,
        BenchStage::Sending | BenchStage::Paused | BenchStage::Stopping | BenchStage::Ended
    )
}

pub fn verdict_word(verdict: Verdict) -> &'static str {
    t(match verdict {
        Verdict::Unchecked => "skus-verdict-unchecked",
        Verdict::Matched => "skus-verdict-matched",
        Verdict::Ambiguous => "skus-verdict-ambiguous",
        Verdict::UnknownSku => "skus-verdict-unknown",
        Verdict::HasPicture => "skus-verdict-has",
        Verdict::TooSmall => "skus-verdict-small",
        Verdict::TooLarge => "skus-verdict-large",
        Verdict::NotAPicture => "skus-verdict-no-picture",
        Verdict::Duplicate => "skus-verdict-duplicate",
        Verdict::BadName => "skus-verdict-name",
    })
}

pub fn state_word(state: FileState) -> &'static str {
    t(match state {
        FileState::Waiting => "skus-state-waiting",
        FileState::Sent => "skus-state-sent",
        FileState::Done => "skus-state-done",
        FileState::Refused => "skus-state-refused",
        FileState::Failed => "skus-state-failed",
        FileState::Unknown => "skus-state-unknown",
        FileState::Skipped => "skus-state-skipped",
    })
}

pub fn columns(wide: f32) -> Vec<Column> {
    let mut columns = vec![
        Column::new("file", t("skus-column-file"), 120.0)
            .mono()
            .filter(FilterKind::Contains)
            .grows(),
        Column::new("sku", t("skus-column-sku"), 180.0)
            .strong()
            .mono()
            .filter(FilterKind::Contains),
    ];
    if wide > 760.0 {
        columns.push(Column::new("found", t("skus-column-found"), 130.0));
        columns.push(Column::new("size", t("skus-column-size"), 110.0).right());
    }
    columns.push(Column::new("result", t("skus-column-result"), 130.0));
    columns.push(Column::new("what", t("skus-column-what"), 200.0).grows());
    columns
}

/// The numbers of the files to show; asked for when something changed and not in every frame.
pub fn chosen(bench: &PictureBench, show: Show, grid: &GridState) -> Vec<u32> {
    let lower = |key: &str| grid.filter(key).trim().to_lowercase();
    let (name, sku) = (lower("file"), lower("sku"));
    let fits = |file: &&PictureFile| {
        show.takes(file)
            && (name.is_empty() || file.name.to_lowercase().contains(&name))
            && (sku.is_empty()
                || file.skus.iter().any(|own| own.as_str().to_lowercase().contains(&sku)))
    };
    bench.rows.iter().filter(fits).map(|file| file.seq).collect()
}

pub fn say_row(bench: &PictureBench, file: &PictureFile, columns: usize, out: &mut RowPainter) {
    out.text(&file.name);
    let skus: Vec<&str> = file.skus.iter().take(3).map(|sku| sku.as_str()).collect();
    if skus.is_empty() {
        out.missing("");
    } else {
        out.text(&skus.join(t("skus-or")));
    }
    if columns > 4 {
        match (&*file.found_by, file.chosen) {
            (_, true) => out.toned(t("skus-chosen"), Tone::Secondary),
            ("", _) => out.missing(""),
            (pattern, _) => out.toned(pattern, Tone::Secondary),
        }
        match file.size {
            Some((width, height)) => {
                out.fmt_toned(format_args!("{width} × {height}"), Tone::Secondary);
            }
            None => out.missing(""),
        }
    }
    if is_sent(bench.stage) {
        let (icon, tone) = state_look(file.state);
        out.icon(icon, tone != Tone::Secondary, state_word(file.state), tone);
    } else {
        let matched = file.verdict == Verdict::Matched;
        let tone = if matched { Tone::Secondary } else { Tone::Primary };
        out.icon(verdict_icon(file.verdict), !matched, verdict_word(file.verdict), tone);
    }
    out.toned(
        &what(file, &bench.options, bench.rows.get(file.same_as.unwrap_or(u32::MAX))),
        Tone::Muted,
    );
}

const fn verdict_icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unchecked => icons::CLOCK,
        Verdict::Matched => icons::CHECK,
        Verdict::Ambiguous => icons::QUESTION,
        Verdict::Duplicate => icons::COPY,
        Verdict::HasPicture => icons::INFO,
        _ => icons::X,
    }
}

const fn state_look(state: FileState) -> (&'static str, Tone) {
    match state {
        FileState::Waiting => (icons::CLOCK, Tone::Secondary),
        FileState::Sent => (icons::PAPER_PLANE_TILT, Tone::Secondary),
        FileState::Done => (icons::CHECK, Tone::Secondary),
        FileState::Refused | FileState::Failed => (icons::X, Tone::Primary),
        FileState::Unknown => (icons::QUESTION, Tone::Unknown),
        FileState::Skipped => (icons::MINUS, Tone::Secondary),
    }
}

/// Letters that a cell holds in every language and window.
const CELL: usize = 30;

/// The reason where it fits its cell; else where it is found whole.
fn fitting(words: String) -> String {
    if words.chars().count() <= CELL { words } else { t("skus-what-open").to_owned() }
}

/// What happens to a file, or why nothing does.
fn what(file: &PictureFile, options: &PictureOptions, same: Option<&PictureFile>) -> String {
    match (&file.why, &file.before) {
        (Why::None, _) => {}
        (Why::BeforeLost, _) => return t("skus-what-not-replaced").to_owned(),
        (said, _) => return fitting(why::words(said)),
    }
    match (file.state, &file.before) {
        (FileState::Done, Before::Kept { .. }) => return t("skus-what-kept").to_owned(),
        (FileState::Done, Before::Lost { why, .. }) => {
            return fitting(tf("skus-what-lost", &[("why", why::words(why).into())]));
        }
        (FileState::Done, _) => return t("skus-what-first-done").to_owned(),
        _ => {}
    }
    match file.verdict {
        Verdict::Matched if file.before.url().is_some() => t("skus-what-replaces").to_owned(),
        Verdict::Matched => t("skus-what-first").to_owned(),
        Verdict::TooSmall => tf("skus-what-small", &[("n", options.min_side.into())]),
        Verdict::Duplicate => {
            let other = same.map(|same| same.name.clone()).unwrap_or_default();
            tf("skus-what-same", &[("file", other.into())])
        }
        Verdict::HasPicture => t("skus-what-has").to_owned(),
        Verdict::Ambiguous => t("skus-what-ambiguous").to_owned(),
        Verdict::UnknownSku => t("skus-what-unknown").to_owned(),
        Verdict::TooLarge => t("skus-what-large").to_owned(),
        Verdict::NotAPicture => t("skus-what-no-picture").to_owned(),
        Verdict::BadName => t("skus-what-name").to_owned(),
        Verdict::Unchecked => String::new(),
    }
}
