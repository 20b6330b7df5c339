//! The gallery as a screen reader tells it, and no control without a name.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use traydeck::cli::gallery::Gallery;
use traydeck::ui::theme::{self, Look};

use crate::support::told::told;

fn page(number: u8, look: Look) -> Harness<'static> {
    let mut gallery = Gallery::new(look, 100, number);
    let mut harness = Harness::builder()
        .with_size([1600.0, 1000.0])
        .with_context_setup(move |ctx| theme::install(ctx, look, 100))
        .build_ui(move |ui| gallery.ui(ui));
    harness.run_steps(3);
    harness
}

#[test]
fn the_gallery_tells_what_it_shows() {
    for number in 1..=3 {
        let harness = page(number, Look::Dark);
        insta::assert_snapshot!(format!("gallery-{number}"), told(&harness));
    }
}

#[test]
fn no_control_is_without_a_name() {
    for number in 1..=3 {
        let harness = page(number, Look::Light);
        for node in harness.query_all(by()) {
            let node = node.accesskit_node();
            let control = node.is_text_input()
                || matches!(
                    node.role(),
                    Role::Button | Role::CheckBox | Role::RadioButton | Role::Tab | Role::ListItem
                );
            let named = node.label().is_some_and(|name| !name.is_empty());
            assert!(
                !control || named,
                "page {number}: {:?} at {:?}",
                node.role(),
                node.bounding_box()
            );
        }
    }
}

#[test]
fn the_three_themes_show_the_same_parts() {
    let dark = told(&page(2, Look::Dark));
    for look in [Look::Light, Look::HighContrast] {
        let other = told(&page(2, look));
        let without_choice = |text: &str| text.replace(" [selected]", "").replace(" [on]", "");
        assert_eq!(without_choice(&dark), without_choice(&other));
    }
}
