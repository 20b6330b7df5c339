//! A picture of the window, on its way from who draws it to who asked for it.

use std::sync::Arc;

use egui::{ColorImage, Context, Id};

fn id() -> Id {
    Id::unique("picture of the window")
}

/// Asks for the pixels of the frame that is being drawn.
pub fn ask(ctx: &Context) {
    let window = ctx.clone();
    ctx.request_screenshot(move |image| {
        put(&window, image);
        window.request_repaint_after(crate::util::SOON);
    });
}

/// Leaves a picture for who takes it next.
pub fn put(ctx: &Context, image: Arc<ColorImage>) {
    ctx.data_mut(|data| data.insert_temp(id(), image));
}

/// Whether one waits to be taken.
pub fn is_there(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp::<Arc<ColorImage>>(id()).is_some())
}

/// Takes the picture, once.
pub fn take(ctx: &Context) -> Option<Arc<ColorImage>> {
    ctx.data_mut(|data| data.remove_temp::<Arc<ColorImage>>(id()))
}
