//! The regions of the window: F6 goes round them, and the first control of the next one takes the keyboard.

use egui::{Context, FocusDirection, Id, Modifiers, Pos2, Rect, Ui};

/// A part of the window that the keyboard can be in, in the order of F6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    Rail,
    TopBar,
    Panel,
    Drawer,
    StatusBar,
}

const ORDER: [Region; 5] =
    [Region::Rail, Region::TopBar, Region::Panel, Region::Drawer, Region::StatusBar];

/// The keyboard on its way to a region.
#[derive(Clone, Copy)]
struct Way {
    to: Region,
    forward: bool,
    /// The region has been reached; its first control takes the keyboard.
    there: bool,
    /// How many regions may still be passed over because no control in them takes it.
    tries: usize,
}

/// What was drawn in this frame, and what the keyboard is on its way to.
#[derive(Clone, Default)]
struct Regions {
    drawn: Vec<(Region, Rect)>,
    way: Option<Way>,
}

fn id() -> Id {
    Id::unique("regions of the window")
}

/// Says that what is drawn from here on belongs to a region.
pub fn begin(ui: &Ui, region: Region, rect: Rect) {
    begin_at(ui, region, rect, None);
}

/// The same, where another control than the one drawn first takes the keyboard.
pub fn begin_at(ui: &Ui, region: Region, rect: Rect, first: Option<Id>) {
    let focused = ui.memory(|memory| memory.focused());
    let turn = ui.data_mut(|data| {
        let regions = data.get_temp_mut_or_default::<Regions>(id());
        regions.drawn.push((region, rect));
        match &mut regions.way {
            Some(way) if !way.there && way.to == region => {
                way.there = true;
                Some(FocusDirection::Next)
            }
            // Nothing in the region before this one took the keyboard; this one must not either.
            Some(way) if way.there && focused.is_none() => Some(FocusDirection::None),
            _ => None,
        }
    });
    let Some(direction) = turn else { return };
    ui.memory_mut(|memory| {
        if let (FocusDirection::Next, Some(first)) = (direction, first) {
            memory.request_focus(first);
            return;
        }
        // With the keyboard nowhere, the next control that is drawn takes it.
        if let (FocusDirection::Next, Some(focused)) = (direction, focused) {
            memory.surrender_focus(focused);
        }
        memory.move_focus(direction);
    });
}

/// Where the drawer of this frame is; for what must not lie over its buttons.
pub fn drawer(ctx: &Context) -> Option<Rect> {
    let drawn = ctx.data(|data| data.get_temp::<Regions>(id())).unwrap_or_default().drawn;
    drawn.into_iter().find(|(region, _)| *region == Region::Drawer).map(|(_, rect)| rect)
}

/// Reads F6 and Shift+F6; called once a frame before any region begins.
pub fn keys(ctx: &Context, open: bool) {
    let pressed = ctx.input_mut(|input| {
        // Shift first: without it the plain key would answer for both.
        let key = egui::Key::F6;
        let back = open && input.consume_key(Modifiers::SHIFT, key);
        if back {
            Some(false)
        } else {
            (open && input.consume_key(Modifiers::NONE, key)).then_some(true)
        }
    });
    let focused = ctx.memory(|memory| memory.focused());
    let before = ctx.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<Regions>(id())));
    let place = focused.and_then(|focused| ctx.read_response(focused)).map(|it| it.rect.center());
    let way = match (pressed, before.way) {
        (Some(forward), _) => {
            let to =
                next(place.and_then(|at| region_at(&before.drawn, at)), forward, &before.drawn);
            to.map(|to| Way { to, forward, there: false, tries: ORDER.len() })
        }
        (None, Some(way)) if way.there && focused.is_none() && way.tries > 0 => {
            let to = next(Some(way.to), way.forward, &before.drawn);
            to.map(|to| Way { to, there: false, tries: way.tries - 1, ..way })
        }
        _ => None,
    };
    if way.is_some() {
        ctx.request_repaint_after(crate::util::SOON);
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Regions>(id()).way = way);
    }
}

/// The region of a point; a drawer lies over the panel it belongs to.
fn region_at(drawn: &[(Region, Rect)], at: Pos2) -> Option<Region> {
    let there = drawn.iter().filter(|(_, rect)| rect.contains(at)).map(|(region, _)| *region);
    there.max_by_key(|region| *region == Region::Drawer)
}

/// The region after or before this one among those that are drawn, round and round.
fn next(here: Option<Region>, forward: bool, drawn: &[(Region, Rect)]) -> Option<Region> {
    let mut order: Vec<Region> =
        ORDER.into_iter().filter(|one| drawn.iter().any(|(region, _)| region == one)).collect();
    if !forward {
        order.reverse();
    }
    let place = order.iter().position(|region| Some(*region) == here);
    let after = place.map_or(0, |place| (place + 1) % order.len());
    order.get(after).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regions_that_are_drawn_are_gone_round_both_ways() {
        let drawn =
            [Region::StatusBar, Region::Rail, Region::Panel].map(|one| (one, Rect::NOTHING));
        assert_eq!(next(None, true, &drawn), Some(Region::Rail));
        assert_eq!(next(Some(Region::Rail), true, &drawn), Some(Region::Panel));
        assert_eq!(next(Some(Region::StatusBar), true, &drawn), Some(Region::Rail));
        assert_eq!(next(Some(Region::Rail), false, &drawn), Some(Region::StatusBar));
        assert_eq!(next(None, false, &drawn), Some(Region::StatusBar));
        assert_eq!(next(None, true, &[]), None);
    }
}
