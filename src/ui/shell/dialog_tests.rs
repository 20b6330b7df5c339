//! The dialogs of the shell by accessible name: a secret told once, and logging in again.

use std::sync::Arc;

use egui::accesskit::Role as Part;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use secrecy::{ExposeSecret as _, SecretString};

use super::*;
use crate::bus::command::Typed;
use crate::bus::event::Shown;
use crate::domain::connection::AuthEdit;
use crate::domain::preferences::Language;
use crate::domain::system::System;
use crate::domain::trouble::{Cause, ErrorClass, Trouble};
use crate::i18n::t;
use crate::ui::panels::parts::{fixture, told::told};
use crate::ui::panels::words_fit;
use crate::ui::theme::{self, Look};

const SECRET: &str = "sk-practice-0123456789-abcdef-93aa";

struct Stage {
    shell: Shell,
    snapshot: Snapshot,
    notices: Vec<Notice>,
    commands: Vec<Command>,
}

fn window(snapshot: Snapshot, language: Language, size: egui::Vec2) -> Harness<'static, Stage> {
    let preferences = Preferences { language, role: Role::Admin, ..Preferences::default() };
    let shell = Shell::new(preferences, Some(Panel::Admin), None, false);
    let stage = Stage { shell, snapshot, notices: Vec::new(), commands: Vec::new() };
    let draw = move |ui: &mut egui::Ui, stage: &mut Stage| {
        let notices = std::mem::take(&mut stage.notices);
        let input = ShellInput {
            snapshot: &stage.snapshot,
            now: fixture::now(),
            notices: &notices,
            scans: &[],
            typed: "",
            keystrokes: &[],
        };
        crate::i18n::set_language(language);
        stage.commands.extend(stage.shell.shell_ui(&input, ui));
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(|ctx| theme::install(ctx, Look::Dark, 100))
        .build_ui_state(draw, stage);
    harness.run_steps(4);
    harness
}

fn large(snapshot: Snapshot) -> Harness<'static, Stage> {
    window(snapshot, Language::English, egui::vec2(1600.0, 1000.0))
}

fn press(harness: &mut Harness<'static, Stage>, name: &str) {
    harness.get_by_role_and_label(Part::Button, name).click();
    harness.run_steps(4);
}

/// The storage signs in by e-mail and was refused.
fn not_let_in() -> Snapshot {
    let mut snapshot = fixture::snapshot();
    let mut connections = (*snapshot.connections).clone();
    for connection in &mut connections {
        if connection.system != System::Noyes {
            continue;
        }
        connection.auth_kind = "email".to_owned();
        connection.sign_in = Some(AuthEdit::Email {
            email: "meera@hall1.example".to_owned(),
            password: "keychain:noyes".to_owned(),
        });
        let refused = Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, "401");
        connection.failing_since = Some(fixture::now());
        connection.last_trouble = Some((fixture::now(), Trouble { of_log_in: true, ..refused }));
    }
    snapshot.connections = Arc::new(connections);
    snapshot
}

#[test]
fn a_secret_is_shown_once_copied_and_gone() {
    let mut harness = large(fixture::snapshot());
    let secret = Shown(SecretString::from(SECRET));
    harness.state_mut().notices = vec![Notice::ShownOnce { id: fixture::unknown_id(), secret }];
    harness.run_steps(4);
    harness.get_by_label(t("shell-once-warning"));
    assert!(!told(&harness).contains(SECRET), "the golden files and screen readers have it not");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(4);
    assert!(harness.state().shell.has_dialog(), "a key does not lose what nobody has copied");
    harness.get_by_role_and_label(Part::Button, t("shell-once-copy")).click();
    harness.step();
    let copied =
        harness.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text == SECRET),
        );
    harness.run_steps(4);
    harness.get_by_label(t("shell-once-copied"));
    press(&mut harness, t("shell-once-close"));
    assert!(!harness.state().shell.has_dialog(), "gone");
    assert!(copied, "on the clipboard");
}

#[test]
fn who_is_not_let_in_is_asked_over_the_panel_and_keeps_what_was_typed() {
    let mut harness = large(not_let_in());
    harness.get_by_label_contains("Log in again");
    press(&mut harness, t("admin-new-user-open"));
    let name = || t("admin-field-name");
    harness.get_by_role_and_label(Part::TextInput, name()).focus();
    harness.run_steps(4);
    harness.get_by_role_and_label(Part::TextInput, name()).type_text("Sanjay");
    harness.run_steps(4);
    press(&mut harness, t("shell-log-in-open"));
    let password = harness.get_by_role_and_label(Part::PasswordInput, t("shell-log-in-password"));
    password.type_text("pass-word-1");
    harness.run_steps(4);
    assert!(!told(&harness).contains("pass-word-1"));
    press(&mut harness, t("shell-log-in-send"));
    let sent = harness.state().commands.iter().find_map(|command| match command {
        Command::LogIn { system, email, password } => Some((*system, email.clone(), password)),
        _ => None,
    });
    let (system, email, Typed(password)) = sent.expect("sent");
    assert_eq!((system, email.as_str()), (System::Noyes, "meera@hall1.example"));
    assert_eq!(password.expose_secret(), "pass-word-1");
    let refused = Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, "401");
    let result = Err(Trouble { vendor_text: Some("Wrong password".to_owned()), ..refused });
    harness.state_mut().notices = vec![Notice::LoggedIn { system: System::Noyes, result }];
    harness.run_steps(4);
    harness.get_by_label("Wrong password");
    let result = Ok(());
    harness.state_mut().notices = vec![Notice::LoggedIn { system: System::Noyes, result }];
    harness.state_mut().snapshot = fixture::snapshot();
    harness.run_steps(4);
    assert!(!harness.state().shell.has_dialog());
    let typed = harness.get_by_role_and_label(Part::TextInput, name());
    assert_eq!(typed.value().as_deref(), Some("Sanjay"), "what was typed stays");
}

#[test]
fn no_word_of_the_strip_and_the_dialog_is_cut() {
    for language in Language::ALL {
        for size in [(1600.0, 1000.0), (1280.0, 720.0), (1066.0, 666.0), (800.0, 500.0)] {
            let mut harness = window(not_let_in(), language, size.into());
            let cut = words_fit::cut(&harness.output().shapes);
            assert_eq!(cut, Vec::<String>::new(), "strip, {language:?} {size:?}");
            let open = t("shell-log-in-open");
            harness.get_by_role_and_label(Part::Button, open).click();
            harness.run_steps(4);
            let cut = words_fit::cut(&harness.output().shapes);
            assert_eq!(cut, Vec::<String>::new(), "dialog, {language:?} {size:?}");
        }
    }
    crate::i18n::set_language(Language::English);
    let mut harness = large(not_let_in());
    press(&mut harness, t("shell-log-in-open"));
    insta::assert_snapshot!("log_in_again", told(&harness));
}
