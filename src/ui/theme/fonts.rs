//! The font files inside the program, as families that fall back to each other and to the icons.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// Name of the family, bytes of its font.
const FONTS: &[(&str, &[u8])] = &[
    ("sans", include_bytes!("../../../assets/fonts/TraydeckSans-Regular.otf")),
    ("sans-500", include_bytes!("../../../assets/fonts/TraydeckSans-Medium.otf")),
    ("sans-600", include_bytes!("../../../assets/fonts/TraydeckSans-SemiBold.otf")),
    ("sans-700", include_bytes!("../../../assets/fonts/TraydeckSans-Bold.otf")),
    ("display-600", include_bytes!("../../../assets/fonts/TraydeckDisplay-SemiBold.otf")),
    ("display-700", include_bytes!("../../../assets/fonts/TraydeckDisplay-Bold.otf")),
    ("mono", include_bytes!("../../../assets/fonts/TraydeckMono-Regular.ttf")),
    ("mono-500", include_bytes!("../../../assets/fonts/TraydeckMono-Medium.ttf")),
    ("mono-700", include_bytes!("../../../assets/fonts/TraydeckMono-Bold.ttf")),
    ("icons-regular", include_bytes!("../../../assets/fonts/icons-regular.ttf")),
    ("icons-bold", include_bytes!("../../../assets/fonts/icons-bold.ttf")),
    ("icons-fill", include_bytes!("../../../assets/fonts/icons-fill.ttf")),
];

/// All families. A letter that a family lacks comes from sans, then from the icons.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FONTS {
        fonts.font_data.insert((*name).to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name((*name).into()), chain(name));
    }
    fonts.families.insert(FontFamily::Proportional, chain("sans"));
    fonts.families.insert(FontFamily::Monospace, chain("mono"));
    fonts
}

fn chain(first: &str) -> Vec<String> {
    let mut chain = vec![first.to_owned()];
    for next in ["sans", "mono", "icons-regular"] {
        if next != first {
            chain.push(next.to_owned());
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_its_family() {
        let fonts = definitions();
        for style in crate::ui::theme::TextStyle::ALL {
            assert!(fonts.families.contains_key(&FontFamily::Name(style.family().into())));
        }
    }
}
