//! The file of an export: written under another name, renamed when it is whole; rows of the inventory as CSV.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::domain::carrier::InventoryRow;
use crate::domain::section_code::SectionCode;
use crate::util::csv::{Cell, line};

/// The fields of the contract in the order of the columns.
pub const COLUMNS: [&str; 20] = [
    "id",
    "carrier_id",
    "level_id",
    "position_x",
    "position_y",
    "depth",
    "box_id",
    "section_code_32",
    "box_size_string",
    "box_height_string_max",
    "sku_id",
    "sku_name",
    "content_codes",
    "item_count",
    "item_count_max",
    "system_quantity",
    "measurement_unit",
    "on_empty_sku_action",
    "eta_int",
    "updated_at_utc",
];

/// A file while it is written. Dropped before it was finished or kept, it takes what is there with it.
#[derive(Debug)]
pub struct ExportFile {
    path: PathBuf,
    part: PathBuf,
    file: BufWriter<File>,
    /// Used again for every page.
    text: String,
    /// It is whole, or what is there of it is to stay.
    stays: bool,
}

/// What cannot be done with the file, in words or as a message key.
pub type FileTrouble = String;

impl ExportFile {
    /// Opens it and writes the names of the columns.
    pub fn open(path: &Path, replace: bool) -> Result<Self, FileTrouble> {
        if path.as_os_str().is_empty() {
            return Err("export-no-path".to_owned());
        }
        if path.is_dir() {
            return Err("export-is-folder".to_owned());
        }
        if !replace && path.exists() {
            return Err("export-exists".to_owned());
        }
        let path = std::path::absolute(path).map_err(said)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let file = BufWriter::new(File::create(&part).map_err(said)?);
        let mut export = Self { path, part, file, text: String::new(), stays: false };
        line(COLUMNS.map(Cell::Text), &mut export.text);
        export.write()?;
        Ok(export)
    }

    /// Where it will be.
    pub fn path(&self) -> String {
        self.path.display().to_string()
    }

    /// Where it is while it is not whole.
    pub fn part(&self) -> String {
        self.part.display().to_string()
    }

    /// Adds the rows of one page.
    pub fn append(&mut self, rows: &[InventoryRow]) -> Result<(), FileTrouble> {
        for row in rows {
            row_line(row, &mut self.text);
        }
        self.write()
    }

    fn write(&mut self) -> Result<(), FileTrouble> {
        let written = self.file.write_all(self.text.as_bytes()).map_err(said);
        self.text.clear();
        written
    }

    /// It is whole: on disk, then under its own name.
    pub fn finish(mut self) -> Result<(), FileTrouble> {
        self.file.flush().map_err(said)?;
        self.file.get_ref().sync_all().map_err(said)?;
        std::fs::rename(&self.part, &self.path).map_err(said)?;
        self.stays = true;
        Ok(())
    }

    /// What is there so far stays under the other name, which is given back.
    pub fn keep(mut self) -> Result<String, FileTrouble> {
        self.stays = true;
        self.file.flush().map_err(said)?;
        Ok(self.part())
    }

    /// Nothing of it stays.
    pub fn discard(mut self) -> Result<(), FileTrouble> {
        self.stays = true;
        std::fs::remove_file(&self.part).map_err(said)
    }
}

impl Drop for ExportFile {
    fn drop(&mut self) {
        if !self.stays {
            // nobody is left who could be told
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

fn said(error: std::io::Error) -> FileTrouble {
    error.to_string()
}

/// A code of 32 digits in groups of 8: a spreadsheet would make a number of it and lose most digits.
fn grouped(digits: &str) -> String {
    match SectionCode::parse(digits) {
        Ok(code) if digits.len() == 32 => code.to_string(),
        _ => digits.to_owned(),
    }
}

/// One row of the inventory.
fn row_line(row: &InventoryRow, out: &mut String) {
    fn text(text: Option<&str>) -> Cell<'_> {
        text.map_or(Cell::Empty, Cell::Text)
    }
    let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::Number);
    let place = |place: Option<i32>| number(place.map(i64::from));
    let updated = row.updated_at.map(|at| format!("{at:.3}"));
    let code = row.section_code.as_deref().map(grouped);
    let cells = [
        text(row.id.as_deref()),
        text(row.carrier.as_ref().map(|id| id.as_str())),
        text(row.level.as_ref().map(|id| id.as_str())),
        place(row.position_x),
        place(row.position_y),
        place(row.depth),
        text(row.box_id.as_ref().map(|id| id.as_str())),
        text(code.as_deref()),
        text(row.box_size.as_deref()),
        number(row.box_height_max),
        text(row.sku.as_ref().map(|id| id.as_str())),
        text(row.sku_name.as_deref()),
        text(row.content_codes.as_deref()),
        number(row.item_count),
        number(row.item_count_max),
        number(row.system_quantity),
        text(row.measurement_unit.as_deref()),
        text(row.on_empty_sku_action.as_deref()),
        number(row.eta),
        text(updated.as_deref()),
    ];
    line(cells, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::SkuId;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("traydeck-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    fn row(id: &str, name: &str) -> InventoryRow {
        InventoryRow {
            id: Some(id.to_owned()),
            sku: Some(SkuId::new("H1")),
            sku_name: Some(name.to_owned()),
            item_count: Some(-3),
            ..InventoryRow::default()
        }
    }

    #[test]
    fn a_file_is_there_only_when_it_is_whole() {
        let folder = folder("whole");
        let path = folder.join("stock.csv");
        let mut file = ExportFile::open(&path, false).unwrap();
        let code = Some("0".repeat(24) + "11111111");
        let first = InventoryRow { section_code: code, ..row("1", "Lamp, oak") };
        file.append(&[first, row("2", "=SUM(A1)")]).unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("id,carrier_id,level_id,"));
        assert!(lines[1].contains("H1,\"Lamp, oak\",,-3,"));
        assert!(
            lines[1].contains(",00000000 00000000 00000000 11111111,"),
            "no number: {}",
            lines[1]
        );
        assert!(lines[2].contains(",'=SUM(A1),"));
        assert_eq!(ExportFile::open(&path, false).unwrap_err(), "export-exists");
        ExportFile::open(&path, true).unwrap().discard().unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "the old file stays whole");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_was_stopped_is_kept_and_what_was_cancelled_is_not() {
        let folder = folder("stopped");
        let path = folder.join("stock.csv");
        let mut file = ExportFile::open(&path, false).unwrap();
        file.append(&[row("1", "a")]).unwrap();
        let left = file.keep().unwrap();
        assert_eq!(std::fs::read_to_string(left).unwrap().lines().count(), 2);
        ExportFile::open(&path, false).unwrap().discard().unwrap();
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        assert_eq!(ExportFile::open(&folder, false).unwrap_err(), "export-is-folder");
        assert!(ExportFile::open(&folder.join("none/x.csv"), false).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
