//! What the screen asks the worker to do.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use uuid::Uuid;

use crate::bus::floor::{CheckOrder, FillOrder, FloorCommand};
use crate::bus::grid::GridRequest;
use crate::bus::people::PeopleOrder;
use crate::bus::pictures::PictureCommand;
use crate::domain::connection::ConnectionEdit;
use crate::domain::export::{ExportOrder, ExportTarget};
use crate::domain::ids::{LevelId, UserId};
use crate::domain::inbound::ListenEdit;
use crate::domain::intent::{Action, IntentId, Settlement};
use crate::domain::pick::Workplace;
use crate::domain::practice::PracticeCommand;
use crate::domain::preferences::{Language, Preferences};
use crate::domain::raw::RawAsk;
use crate::domain::sound::{Sound, SoundSettings};
use crate::domain::system::System;

/// One wish of the person at the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Do something over there. It goes through the ledger: on disk before "queued" is shown.
    Submit(Submission),
    /// Read an open intent back now.
    ReadBack(IntentId),
    /// A person settles what is unknown or only accepted, or gives up what still waits.
    Settle {
        intent: IntentId,
        settlement: Settlement,
        /// Why; demanded of who gives something up.
        reason: String,
        by: String,
    },
    /// Send again; carried out only where the operation allows it and the read-back showed it was not done.
    SendAgain {
        intent: IntentId,
        by: String,
    },
    /// What is on the screen now; it is polled fast, the rest slowly.
    Watch(Watch),
    /// Something at a workplace of the picking floor.
    Floor(FloorCommand),
    /// The same at several.
    Floors(Vec<FloorCommand>),
    /// Change who may sign in at the stations, or the rules there.
    People(Box<PeopleOrder>),
    /// Fill lines, contents or barcodes in.
    Fill(FillOrder),
    /// Something of the picture bench.
    Pictures(PictureCommand),
    /// Ask what a person composed by hand; the answer comes as a notice.
    Ask(RawAsk),
    /// Read a file that a person named, for a form; it comes as a notice.
    ReadFile(FileWish),
    /// The same, where a dialog asks which; the path is empty.
    ChooseFile(FileWish),
    /// Write a table of the screen into a file; told by a notice.
    SaveTable(TableFile),
    /// Make a PNG of pixels of the window, for a form; it comes as a notice like a file.
    MakePicture {
        id: Uuid,
        part: String,
        file_name: String,
        pixels: Pixels,
    },
    /// Write rows of the inventory into a file; one at a time.
    Export(ExportOrder),
    /// End it and leave no half file.
    CancelExport(Uuid),
    /// Ask one system now and say what came.
    TestConnection(System),
    SaveConnection(ConnectionEdit),
    /// Sign in to a system with these from now on, until the program ends; told by a notice.
    LogIn {
        system: System,
        email: String,
        password: Typed,
    },
    /// Make a secret address for the robot manager to call; told once, by a notice.
    NewHook {
        id: Uuid,
        label: String,
    },
    /// Forget the secret address of this mark: it lets nobody in any more.
    DropHook(String),
    /// Keep how inbound calls are listened for, and listen so from now on; what came of it stands in the snapshot.
    SetListener {
        id: Uuid,
        edit: ListenEdit,
    },
    /// Play a sound as loud as this, and say whether there is something to play on.
    TestSound {
        sound: Sound,
        settings: SoundSettings,
    },
    /// Check rows from outside against what is there; told by a notice.
    CheckFill(CheckOrder),
    /// Write the card of command codes where the person says; told by a notice.
    SaveCard {
        id: Uuid,
        language: Language,
    },
    Practice(PracticeCommand),
    SavePreferences(Preferences),
}

/// A file a person named. The id is made by the screen so that it can follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileWish {
    pub id: Uuid,
    /// The part of the form it is for, by the contract's name.
    pub part: String,
    pub path: PathBuf,
    /// A larger file is refused unread.
    pub at_most: u64,
}

/// Rows as they are shown, as CSV. The id is made by the screen so that it can follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    pub id: Uuid,
    /// What the dialog proposes.
    pub name: &'static str,
    pub text: Arc<str>,
    pub to: ExportTarget,
}

/// Pixels of the window: four bytes each, red, green, blue, alpha.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x {} pixels", self.width, self.height)
    }
}

/// A secret a person typed; hidden in debug output, and not compared.
#[derive(Clone, Debug)]
pub struct Typed(pub SecretString);

impl PartialEq for Typed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A new intent. The id is made by the screen so that it can follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    pub id: IntentId,
    pub action: Action,
    pub by: String,
    /// Station or PC.
    pub place: String,
}

/// What the open panel looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    pub bots: bool,
    pub storage: bool,
    pub stations: bool,
    pub ready_trays: bool,
    pub trays: bool,
    pub level_stock: bool,
    /// The level whose map is shown.
    pub level_map: Option<LevelId>,
    /// The paged lists shown, with their queries and visible rows.
    pub grids: Vec<GridRequest>,
    /// The rule for new passwords.
    pub password_policy: bool,
    pub practice: bool,
    /// All settings of the storage system.
    pub settings: bool,
    /// The user whose settings in force are shown.
    pub user_settings: Option<UserId>,
    /// As whom the storage system lets us in.
    pub signed_in: bool,
    /// What the robot manager lists of webhooks.
    pub webhooks: bool,
    /// The robot whose kept events are listed with them.
    pub webhook_robot: Option<String>,
    /// The workplace that is worked at on this PC.
    pub workplace: Option<Workplace>,
    /// Polls a second for what is visible, 1 to 10.
    pub polls_per_second: u8,
}
