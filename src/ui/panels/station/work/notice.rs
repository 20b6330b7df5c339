//! What is wrong around the work: a disk that takes nothing, a machine that is silent.

use super::model::{Now, Work};
use crate::domain::pick::Workplace;
use crate::i18n::tf;
use crate::ui::context::PanelContext;
use crate::ui::data_ui;

/// One line over the work, the worst first; none while all is well.
pub fn banner(context: &PanelContext<'_>, work: &Work) -> Option<String> {
    let view = context.snapshot.floor.get()?;
    if let Some(trouble) = &view.trouble {
        return Some(tf("pick-banner-disk", &[("why", data_ui::intent::why_not(trouble).into())]));
    }
    let stamp = match &work.session.place {
        Workplace::Tray(_) => &context.snapshot.ready_trays.stamp,
        Workplace::Balcony(_) => &context.snapshot.balcony_jobs.stamp,
    };
    if stamp.is_fresh(context.now) {
        return None;
    }
    let age = data_ui::age::words(stamp, context.now);
    let workable = matches!(work.now, Now::Pieces(_));
    let key = match (&work.session.place, workable) {
        (Workplace::Tray(_), true) => "pick-banner-silent-work",
        (Workplace::Tray(_), false) => "pick-banner-silent",
        (Workplace::Balcony(_), _) => "pick-banner-storage",
    };
    Some(tf(key, &[("age", age.into())]))
}
