//! Finds words that a screen cuts: ended by an ellipsis, or by an edge at the left or right.

use egui::epaint::TextShape;
use egui::{Rect, Shape};

/// Texts that are not all there, but for addresses: those are longer than any column.
pub fn cut(shapes: &[egui::epaint::ClippedShape]) -> Vec<String> {
    let mut found = Vec::new();
    for clipped in shapes {
        walk(&clipped.shape, clipped.clip_rect, &mut found);
    }
    found.retain(|text| !text.starts_with("http://") && !text.starts_with("https://"));
    found.sort();
    found.dedup();
    found
}

fn walk(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| walk(shape, clip, found)),
        Shape::Text(text) if is_cut(text, clip) => found.push(text.galley.job.text.clone()),
        _ => {}
    }
}

fn is_cut(text: &TextShape, clip: Rect) -> bool {
    let place = text.visual_bounding_rect();
    if place.area() < 1.0 || !clip.intersects(place) {
        return false;
    }
    text.galley.elided || place.right() > clip.right() + 1.0 || place.left() < clip.left() - 1.0
}

/// Texts of which a line ends within a word.
pub fn broken(shapes: &[egui::epaint::ClippedShape]) -> Vec<String> {
    let mut found = Vec::new();
    for clipped in shapes {
        gather_broken(&clipped.shape, &mut found);
    }
    found
}

fn gather_broken(shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather_broken(shape, found)),
        Shape::Text(text) => {
            let rows: Vec<String> = text.galley.rows.iter().map(|row| row.text()).collect();
            let is_broken = rows.windows(2).any(|pair| {
                let ends = pair.first().and_then(|row| row.chars().last());
                let begins = pair.last().and_then(|row| row.chars().next());
                let within = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
                within(ends) && within(begins)
            });
            if is_broken {
                found.push(rows.join("|"));
            }
        }
        _ => {}
    }
}

/// Texts that lie over one another by more than a hair, each pair once.
pub fn over_one_another(shapes: &[egui::epaint::ClippedShape]) -> Vec<String> {
    let mut texts = Vec::new();
    for clipped in shapes {
        gather(&clipped.shape, clipped.clip_rect, &mut texts);
    }
    let mut found = Vec::new();
    for (index, (rect, text)) in texts.iter().enumerate() {
        for (other_rect, other) in texts.iter().skip(index + 1) {
            let both = rect.intersect(*other_rect);
            if both.width() > 3.0 && both.height() > 6.0 && text != other {
                found.push(format!("{text} | {other}"));
            }
        }
    }
    found
}

/// What is seen of each text.
fn gather(shape: &Shape, clip: Rect, texts: &mut Vec<(Rect, String)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, texts)),
        Shape::Text(text) => {
            let seen = text.visual_bounding_rect().intersect(clip);
            if seen.is_positive() && !text.galley.job.text.is_empty() {
                texts.push((seen, text.galley.job.text.clone()));
            }
        }
        _ => {}
    }
}
