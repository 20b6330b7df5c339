//! The batch as a list for a spreadsheet: one line a file, and no cell that could be a formula.

use std::io;
use std::path::Path;

use super::names::cell;
use crate::domain::picture::{Before, FileState, PictureFile};

const HEAD: [&str; 12] = [
    "file", "sku", "found_by", "bytes", "width", "height", "result", "state", "why", "undo",
    "sha256", "at",
];

/// The whole list.
pub fn report<'a>(files: impl IntoIterator<Item = &'a PictureFile>) -> io::Result<Vec<u8>> {
    let mut list = csv::Writer::from_writer(Vec::new());
    list.write_record(HEAD)?;
    for file in files {
        let skus: Vec<&str> = file.skus.iter().map(|sku| sku.as_str()).collect();
        let side = |side: Option<u32>| side.map(|side| side.to_string()).unwrap_or_default();
        let record = [
            cell(&file.name),
            cell(&skus.join(" or ")),
            cell(&file.found_by),
            file.bytes.to_string(),
            side(file.size.map(|size| size.0)),
            side(file.size.map(|size| size.1)),
            file.verdict.code().to_owned(),
            file.state.code().to_owned(),
            cell(&file.why.to_string()),
            undo_words(file),
            file.hash.clone().unwrap_or_default(),
            file.at.map(|at| format!("{at:.0}")).unwrap_or_default(),
        ];
        list.write_record(&record)?;
    }
    list.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// Whether what was done can be taken back.
fn undo_words(file: &PictureFile) -> String {
    match (&file.before, file.state) {
        (Before::Kept { .. }, FileState::Done) => "the picture of before is kept".to_owned(),
        (Before::Lost { why, .. }, FileState::Done) => {
            cell(&format!("cannot be undone: the picture of before was not to be had: {why}"))
        }
        (_, FileState::Done) => {
            "cannot be undone: first picture, and the storage removes none".to_owned()
        }
        _ => String::new(),
    }
}

/// Writes a list whole or not at all.
pub fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(&part, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::picture::Why;

    #[test]
    fn a_hostile_name_is_no_formula_and_no_second_cell() {
        let mut file = PictureFile::listed(0, "=cmd|' /C calc'!A0,\"x\"\n.jpg".to_owned(), 3);
        file.why = Why::Here("@SUM(1)".to_owned());
        let text = String::from_utf8(report([&file]).unwrap()).unwrap();
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let row = lines.records().next().unwrap().unwrap();
        assert!(row.get(0).unwrap().starts_with("'="), "{row:?}");
        assert_eq!(row.get(8), Some("'@SUM(1)"));
        assert_eq!(row.len(), HEAD.len());
    }
}
