//! The order in which a screen is read to a person, where it is not the order in which it is drawn.

use egui::Ui;
use egui::accesskit::NodeId;

/// What was drawn from right to left in this region is read from left to right.
pub fn from_left(ui: &Ui) {
    reorder(ui, |parts| parts.reverse());
}

/// Of the two parts drawn last, the second is read first.
pub fn second_first(ui: &Ui) {
    reorder(ui, |parts| {
        let mut last_two = parts.iter_mut().rev().take(2);
        if let (Some(second), Some(first)) = (last_two.next(), last_two.next()) {
            std::mem::swap(first, second);
        }
    });
}

/// The part drawn at this place is read after all others.
pub fn last(ui: &Ui, place: usize) {
    reorder(ui, |parts| {
        if let Some(rest) = parts.get_mut(place..) {
            rest.rotate_left(1.min(rest.len()));
        }
    });
}

fn reorder(ui: &Ui, order: impl FnOnce(&mut Vec<NodeId>)) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        let mut parts = node.children().to_vec();
        order(&mut parts);
        node.set_children(parts);
    });
}
