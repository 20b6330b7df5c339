//! One Escape closes one thing: what lies over another or holds the keyboard takes it first.

use egui::{Context, Id, Key, Modifiers, Popup};

fn id() -> Id {
    Id::unique("escape is wanted elsewhere")
}

/// Takes an Escape that nothing else wanted; asked in every frame by what Escape closes.
///
/// A field has lost the keyboard, and a list has closed, by the time the frame of the Escape is
/// drawn; what had it is therefore remembered from the frame before.
pub fn pressed(ctx: &Context) -> bool {
    let wanted = ctx.text_edit_focused() || Popup::is_any_open(ctx);
    let before =
        ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id()), wanted));
    !before && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
