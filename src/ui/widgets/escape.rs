//! One Escape closes one thing: what lies over another or holds the keyboard takes it first.

use egui::{Context, Id, Key, Modifiers, Popup};

fn id() -> Id {
    Id::unique("escape is wanted elsewhere")
}

/// What wanted the key in the pass before, and in this one.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    pass: u64,
    before: bool,
    now: bool,
}

/// Takes an Escape that nothing else wanted; asked in every frame by what Escape closes. Of several
/// that ask in one frame the first has it.
///
/// A field has lost the keyboard, and a list has closed, by the time the frame of the Escape is
/// drawn; what had it is therefore remembered from the frame before.
pub fn pressed(ctx: &Context) -> bool {
    let wanted = ctx.text_edit_focused() || Popup::is_any_open(ctx);
    let pass = ctx.cumulative_pass_nr();
    let before = ctx.data_mut(|data| {
        let last = data.get_temp_mut_or_default::<Wanted>(id());
        if last.pass != pass {
            *last = Wanted { pass, before: last.now, now: wanted };
        }
        last.before
    });
    !before && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
