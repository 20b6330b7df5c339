//! Where pictures lie: a folder, an archive, or single files; each is read alone and never beyond its bounds.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::names::{is_hostile, shown};
use crate::domain::picture::{MOST_FILES, Why};

/// Bytes of one file that are read at most.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// Folders inside folders.
const DEEPEST: usize = 8;

/// A place with pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Folder(PathBuf),
    Zip(PathBuf),
    Files(Vec<PathBuf>),
}

/// One file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path inside the source, as it may be shown.
    pub name: String,
    pub bytes: u64,
    /// Its name is not trusted; it is not read.
    pub hostile: bool,
    /// What tells it from every other file of its source, also where the names are equal.
    pub key: String,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    Archive(usize),
}

/// Why a source cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("{0}: {1}")]
    Unreadable(String, String),
    #[error("{0} holds more than {MOST_FILES} files")]
    TooMany(String),
    #[error("{0} is no folder, archive or picture")]
    NotASource(String),
    #[error("larger than {} MB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
}

impl SourceError {
    /// As it is shown.
    pub fn why(self) -> Why {
        match self {
            Self::Unreadable(what, said) => Why::Unreadable(what, said),
            Self::TooMany(of) => Why::TooManyFiles(of),
            Self::NotASource(of) => Why::NotASource(of),
            Self::TooLarge => Why::TooManyBytes,
        }
    }
}

impl Source {
    /// What lies at a path.
    pub fn at(path: &Path) -> Result<Self, SourceError> {
        let found = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        if found.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let mut start = [0_u8; 4];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
        if read.is_ok() && (start == *b"PK\x03\x04" || start == *b"PK\x05\x06") {
            return Ok(Self::Zip(path.to_owned()));
        }
        if found.is_file() {
            return Ok(Self::Files(vec![path.to_owned()]));
        }
        Err(SourceError::NotASource(path.display().to_string()))
    }

    /// Several dropped things: one of them alone is what it is, several are files.
    pub fn of(paths: &[PathBuf]) -> Result<Self, SourceError> {
        match paths {
            [only] => Self::at(only),
            several => Ok(Self::Files(several.to_vec())),
        }
    }

    /// As the store keeps it.
    pub fn text(&self) -> String {
        match self {
            Self::Folder(path) => format!("folder:{}", path.display()),
            Self::Zip(path) => format!("zip:{}", path.display()),
            Self::Files(paths) => {
                let paths: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                format!("files:{}", paths.join("\n"))
            }
        }
    }

    /// As the store kept it.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "folder" => Some(Self::Folder(rest.into())),
            "zip" => Some(Self::Zip(rest.into())),
            "files" => Some(Self::Files(rest.lines().map(PathBuf::from).collect())),
            _ => None,
        }
    }

    /// Its own name, for people.
    pub fn title(&self) -> String {
        let name = |path: &Path| {
            let last = path.file_name().unwrap_or(path.as_os_str());
            shown(&last.to_string_lossy())
        };
        match self {
            Self::Folder(path) | Self::Zip(path) => name(path),
            Self::Files(paths) => paths.first().map(|path| name(path)).unwrap_or_default(),
        }
    }

    /// Every file in it, by name; nothing is opened but the list itself.
    pub fn list(&self) -> Result<Vec<Entry>, SourceError> {
        let mut found = match self {
            Self::Folder(path) => {
                let mut found = Vec::new();
                walk(path, path, DEEPEST, &mut found)?;
                found
            }
            Self::Zip(path) => list_archive(path)?,
            Self::Files(paths) if paths.len() > MOST_FILES => {
                return Err(SourceError::TooMany(self.title()));
            }
            Self::Files(paths) => paths
                .iter()
                .map(|path| {
                    file_entry(
                        path,
                        path.file_name()
                            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
                    )
                })
                .collect(),
        };
        found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.key.cmp(&b.key)));
        Ok(found)
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> SourceError {
    SourceError::Unreadable(path.display().to_string(), error.to_string())
}

fn file_entry(path: &Path, name: String) -> Entry {
    let bytes = fs::metadata(path).map(|found| found.len()).unwrap_or_default();
    let hostile = is_hostile(&name);
    let key = path.to_string_lossy().into_owned();
    Entry { name: shown(&name), bytes, hostile, key, place: Place::File(path.to_owned()) }
}

/// Files of a folder and the folders in it; links are not followed, they may lead out of it.
fn walk(root: &Path, at: &Path, depth: usize, found: &mut Vec<Entry>) -> Result<(), SourceError> {
    let listed = fs::read_dir(at).map_err(|error| unreadable(at, &error))?;
    for entry in listed {
        let entry = entry.map_err(|error| unreadable(at, &error))?;
        let own = entry.file_name();
        let is_hidden = own.to_string_lossy().starts_with('.');
        let Ok(kind) = entry.file_type() else { continue };
        if is_hidden {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() && depth > 0 {
            walk(root, &path, depth - 1, found)?;
        } else if kind.is_file() {
            if found.len() >= MOST_FILES {
                return Err(SourceError::TooMany(root.display().to_string()));
            }
            let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            found.push(file_entry(&path, inside));
        }
    }
    Ok(())
}

fn list_archive(path: &Path) -> Result<Vec<Entry>, SourceError> {
    let mut archive = open_archive(path)?;
    let mut found = Vec::new();
    for place in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(place) else { continue };
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        if name.ends_with('/') || file.is_dir() || name.starts_with("__MACOSX/") {
            continue;
        }
        if last.starts_with('.') && !is_hostile(&name) {
            continue;
        }
        let hostile = is_hostile(&name) || file.is_symlink() || file.encrypted();
        let (bytes, key) = (file.size(), format!("{place}:{name}"));
        found.push(Entry { name: shown(&name), bytes, hostile, key, place: Place::Archive(place) });
    }
    Ok(found)
}

/// Opens an archive whose list is not too long to be taken.
fn open_archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, SourceError> {
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let count = entries_promised(&mut file).map_err(|error| unreadable(path, &error))?;
    if count.is_some_and(|count| count > MOST_FILES) {
        return Err(SourceError::TooMany(path.display().to_string()));
    }
    let archive =
        ZipArchive::new(BufReader::new(file)).map_err(|error| unreadable(path, &error))?;
    if archive.len() > MOST_FILES {
        return Err(SourceError::TooMany(path.display().to_string()));
    }
    Ok(archive)
}

/// How many entries the end of an archive promises; its list is taken into memory only after that.
fn entries_promised(file: &mut File) -> io::Result<Option<usize>> {
    let length = file.seek(SeekFrom::End(0))?;
    let tail = length.min(66_000);
    file.seek(SeekFrom::Start(length - tail))?;
    let mut end = Vec::new();
    file.take(tail).read_to_end(&mut end)?;
    file.seek(SeekFrom::Start(0))?;
    let at = end.windows(4).rposition(|four| four == b"PK\x05\x06");
    let count = at.and_then(|at| match end.get(at + 10..at + 12) {
        Some([low, high]) => Some(usize::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    });
    Ok(count)
}

/// Reads the files of a source one after the other.
pub struct Reader {
    source: Source,
    archive: Option<ZipArchive<BufReader<File>>>,
}

impl Reader {
    pub const fn new(source: Source) -> Self {
        Self { source, archive: None }
    }

    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// The bytes of one file; what claims or turns out to be too long is not read to its end.
    pub fn read(&mut self, entry: &Entry) -> Result<Vec<u8>, SourceError> {
        if entry.bytes > MOST_BYTES {
            return Err(SourceError::TooLarge);
        }
        match (&entry.place, &self.source) {
            (Place::File(path), _) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                bounded(file, entry.bytes).map_err(|error| unreadable(path, &error))?
            }
            (Place::Archive(place), Source::Zip(path)) => {
                let archive = match &mut self.archive {
                    Some(archive) => archive,
                    none => none.insert(open_archive(path)?),
                };
                let file = archive.by_index(*place).map_err(|error| unreadable(path, &error))?;
                bounded(file, entry.bytes).map_err(|error| unreadable(path, &error))?
            }
            (Place::Archive(_), _) => Err(SourceError::NotASource(entry.name.clone())),
        }
    }
}

/// At most [`MOST_BYTES`], whatever the length that was promised.
fn bounded(from: impl Read, promised: u64) -> io::Result<Result<Vec<u8>, SourceError>> {
    let room = usize::try_from(promised.min(MOST_BYTES)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room + 1);
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Ok(Err(SourceError::TooLarge));
    }
    Ok(Ok(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("traydeck-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    #[test]
    fn a_folder_is_listed_with_what_is_in_it_and_no_links() {
        let root = folder("list");
        fs::create_dir_all(root.join("deep")).unwrap();
        for name in ["b.jpg", "deep/a.jpg", ".hidden"] {
            fs::write(root.join(name), b"x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/passwd", root.join("link.jpg")).unwrap();
        let source = Source::at(&root).unwrap();
        let names: Vec<_> = source.list().unwrap().into_iter().map(|entry| entry.name).collect();
        assert_eq!(names, ["b.jpg", "deep/a.jpg"]);
        assert_eq!(Source::parse(&source.text()), Some(source));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn hostile_names_of_an_archive_are_marked_and_bombs_are_not_read() {
        let root = folder("zip");
        let path = root.join("a.zip");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        let options = SimpleFileOptions::default();
        for name in ["good.jpg", "../out.jpg", "=1.jpg", "con.jpg"] {
            zip.start_file(name, options).unwrap();
            zip.write_all(b"x").unwrap();
        }
        zip.start_file("bomb.jpg", options).unwrap();
        let zeros = vec![0_u8; 1 << 20];
        for _ in 0..40 {
            zip.write_all(&zeros).unwrap();
        }
        zip.finish().unwrap();
        let source = Source::at(&path).unwrap();
        let entries = source.list().unwrap();
        let hostile: Vec<_> =
            entries.iter().filter(|entry| entry.hostile).map(|entry| &*entry.name).collect();
        assert_eq!(hostile, ["../out.jpg", "con.jpg"]);
        let mut reader = Reader::new(source);
        let mut read = |name: &str, bytes| {
            let mut entry = entries.iter().find(|entry| entry.name == name).unwrap().clone();
            entry.bytes = bytes;
            reader.read(&entry)
        };
        assert_eq!(read("good.jpg", 1).unwrap(), b"x");
        assert_eq!(read("bomb.jpg", 40 << 20), Err(SourceError::TooLarge));
        // also where the size was a lie
        assert_eq!(read("bomb.jpg", 10), Err(SourceError::TooLarge));
        fs::remove_dir_all(root).unwrap();
    }
}
