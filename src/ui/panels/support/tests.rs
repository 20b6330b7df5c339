//! Support as a person meets it: words first, everything shown, everything removable, nothing secret, sent once.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::kittest::Queryable as _;

use super::SupportPanel;
use crate::bus::command::{Command, Submission};
use crate::bus::event::Notice;
use crate::domain::intent::Action;
use crate::domain::prepared::{CarriedFile, PreparedCall};
use crate::i18n::t;
use crate::ui::panels::parts::{fixture, stage};
use crate::ui::widgets::window_picture;
use crate::util::plain::Plain;

type Stage = egui_kittest::Harness<'static, stage::Shown<SupportPanel>>;

fn staged() -> Stage {
    stage::stage(SupportPanel::default(), fixture::snapshot())
}

fn describe(harness: &mut Stage, words: &str) {
    let name = t("support-description");
    harness.get_by_role_and_label(Part::MultilineTextInput, name).focus();
    harness.run();
    harness.get_by_role_and_label(Part::MultilineTextInput, name).type_text(words);
    harness.run();
}

fn sent(harness: &Stage) -> Option<PreparedCall> {
    harness.state().commands.iter().find_map(|command| match command {
        Command::Submit(Submission { action: Action::Call(call), .. }) => Some((**call).clone()),
        _ => None,
    })
}

fn text_of(file: &CarriedFile) -> String {
    String::from_utf8_lossy(&file.bytes).into_owned()
}

#[test]
fn nothing_is_sent_without_words_and_once_with_them() {
    let mut harness = staged();
    harness.get_by_role_and_label(Part::Button, t("support-send")).click_accesskit();
    harness.run();
    assert_eq!(sent(&harness), None);
    describe(&mut harness, "Bot 17 stands");
    stage::press(&mut harness, t("support-send"));
    let call = sent(&harness).unwrap();
    let payload = Plain::parse(&call.params.first().unwrap().1).unwrap();
    let said = payload.field("description").and_then(Plain::as_text);
    assert_eq!(said, Some("Bot 17 stands"));
    let names: Vec<&str> = call.carried.files.iter().map(|file| file.file_name.as_str()).collect();
    assert_eq!(names, ["diagnostics.txt"]);
    assert!(text_of(call.carried.files.first().unwrap()).contains("storage answered 503"));
    harness.state_mut().commands.clear();
    harness.get_by_role_and_label(Part::Button, t("support-send")).click_accesskit();
    harness.run();
    assert_eq!(sent(&harness), None, "the same issue is not sent twice");
    assert_eq!(stage::nameless(&harness), Vec::<String>::new());
}

#[test]
fn what_is_left_out_is_not_sent() {
    let mut harness = staged();
    describe(&mut harness, "x");
    for part in super::Part::ALL {
        harness.get_by_role_and_label(Part::CheckBox, t(part.key())).click_accesskit();
        harness.run();
    }
    stage::press(&mut harness, t("support-send"));
    assert!(sent(&harness).unwrap().carried.files.is_empty());
}

#[test]
fn the_picture_is_shown_made_by_the_worker_and_removable() {
    let mut harness = staged();
    let image = egui::ColorImage::filled([4, 2], egui::Color32::WHITE);
    window_picture::put(&harness.ctx, Arc::new(image));
    harness.run();
    let [Command::MakePicture { id, part, file_name, pixels }] =
        harness.state().commands.as_slice()
    else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!((pixels.width, pixels.height, pixels.bytes.len()), (4, 2, 32));
    let file = CarriedFile {
        part: part.clone(),
        file_name: file_name.clone(),
        bytes: b"png".as_slice().into(),
    };
    let notice = Notice::FileRead { id: *id, result: Ok(file) };
    harness.get_by_label(t("support-picture-shown"));
    harness.state_mut().notices.push(notice);
    harness.run();
    describe(&mut harness, "x");
    stage::press(&mut harness, t("support-send"));
    assert_eq!(sent(&harness).unwrap().carried.files.len(), 2);
    let mut harness = staged();
    let image = egui::ColorImage::filled([4, 2], egui::Color32::WHITE);
    window_picture::put(&harness.ctx, Arc::new(image));
    harness.run();
    harness.get_by_role_and_label(Part::CheckBox, t("support-picture")).click_accesskit();
    harness.run();
    describe(&mut harness, "x");
    stage::press(&mut harness, t("support-send"));
    assert_eq!(sent(&harness).unwrap().carried.files.len(), 1);
}

#[test]
fn the_payload_can_be_written_as_the_vendor_wants_it() {
    let mut harness = staged();
    describe(&mut harness, "x");
    let json = format!("{}: {}", t("support-what"), t("support-as-json"));
    harness.get_by_label(&json).click();
    harness.run();
    let text = r#"{"summary":"y"}"#.to_owned();
    harness.state_mut().panel.json = Some(super::Json { text, made: String::new() });
    harness.run();
    let words = format!("{}: {}", t("support-what"), t("support-as-words"));
    for way in [&words, &json] {
        harness.get_by_label(way).click();
        harness.run();
    }
    stage::press(&mut harness, t("support-send"));
    let call = sent(&harness).unwrap();
    assert_eq!(call.params, [("payload".to_owned(), r#"{"summary":"y"}"#.to_owned())]);
}

#[test]
fn what_goes_along_is_as_new_as_the_picture() {
    let mut harness = staged();
    harness.run();
    harness.state_mut().panel.parts.iter_mut().for_each(|(_, lines)| lines.clear());
    let image = egui::ColorImage::filled([4, 2], egui::Color32::WHITE);
    window_picture::put(&harness.ctx, Arc::new(image));
    harness.run();
    let parts = &harness.state().panel.parts;
    assert!(parts.iter().any(|(_, lines)| !lines.is_empty()));
}
