//! The dry run's judgement: what each file is, from its name, its facts and the SKUs that there are.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::rule::Rule;
use crate::domain::ids::SkuId;
use crate::domain::picture::{Before, PictureFile, PictureOptions, Verdict};

/// What must be known of a SKU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkuFact {
    pub id: SkuId,
    /// Where its picture is, when it has one.
    pub picture: Option<String>,
}

/// The SKUs by their id as the rule compares it.
#[derive(Debug, Default)]
pub struct SkuIndex {
    by_key: HashMap<String, Vec<SkuFact>>,
    ignore_case: bool,
    ignore_zeros: bool,
}

impl SkuIndex {
    pub fn new(skus: impl IntoIterator<Item = SkuFact>, options: &PictureOptions) -> Self {
        let (ignore_case, ignore_zeros) = (options.ignore_case, options.ignore_zeros);
        let mut index = Self { by_key: HashMap::new(), ignore_case, ignore_zeros };
        for fact in skus {
            let key = index.key(fact.id.as_str());
            index.by_key.entry(key).or_default().push(fact);
        }
        index
    }

    fn key(&self, text: &str) -> String {
        let text = text.trim();
        let text = if self.ignore_zeros {
            let short = text.trim_start_matches('0');
            if short.is_empty() { text } else { short }
        } else {
            text
        };
        if self.ignore_case { text.to_lowercase() } else { text.to_owned() }
    }

    /// The SKUs that a text may mean; the one that is spelt just so before all others.
    pub fn find(&self, text: &str) -> &[SkuFact] {
        let found = self.by_key.get(&self.key(text)).map(Vec::as_slice).unwrap_or_default();
        match found.iter().position(|fact| fact.id.as_str() == text) {
            Some(place) => found.get(place..=place).unwrap_or(found),
            None => found,
        }
    }
}

/// Judges every file anew; what a person chose stays chosen.
pub fn judge(files: &mut [PictureFile], index: &SkuIndex, rule: &Rule, options: &PictureOptions) {
    let mut by_sku: HashMap<SkuId, u32> = HashMap::new();
    for file in files {
        if !file.chosen {
            match_name(file, index, rule);
        }
        file.same_as = None;
        file.before = Before::None;
        if matches!(file.verdict, Verdict::BadName | Verdict::NotAPicture | Verdict::TooLarge) {
            continue;
        }
        let sku = match file.skus.as_slice() {
            [] => {
                file.verdict = Verdict::UnknownSku;
                continue;
            }
            [only] => only.clone(),
            _ => {
                file.verdict = Verdict::Ambiguous;
                continue;
            }
        };
        let Some(fact) = index.find(sku.as_str()).first() else {
            file.verdict = Verdict::UnknownSku;
            continue;
        };
        let Some((width, height)) = file.size else {
            file.verdict = Verdict::Unchecked;
            continue;
        };
        if width.min(height) < options.min_side {
            file.verdict = Verdict::TooSmall;
            continue;
        }
        // the same picture may be that of many SKUs; one SKU has only one
        if let Some(first) = by_sku.get(&sku) {
            (file.verdict, file.same_as) = (Verdict::Duplicate, Some(*first));
            continue;
        }
        by_sku.insert(sku, file.seq);
        file.before = fact.picture.clone().map_or(Before::None, Before::At);
        let kept = file.before != Before::None && !options.overwrite;
        file.verdict = if kept { Verdict::HasPicture } else { Verdict::Matched };
    }
}

/// The first pattern that fits any SKU counts, with every SKU it fits.
fn match_name(file: &mut PictureFile, index: &SkuIndex, rule: &Rule) {
    let own = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.skus.clear();
    file.found_by = Arc::from("");
    let mut found = HashSet::new();
    for pattern in &rule.patterns {
        for candidate in pattern.candidates(own, index.ignore_case) {
            for fact in index.find(candidate) {
                if found.insert(&fact.id) {
                    file.skus.push(fact.id.clone());
                }
            }
        }
        if !file.skus.is_empty() {
            file.found_by = Arc::from(pattern.text.as_str());
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(seq: u32, name: &str, hash: &str) -> PictureFile {
        let mut file = PictureFile::listed(seq, name.to_owned(), 10);
        (file.size, file.hash) = (Some((500, 500)), Some(hash.to_owned()));
        file
    }

    fn facts() -> Vec<SkuFact> {
        let fact = |id: &str, picture: Option<&str>| SkuFact {
            id: SkuId::new(id),
            picture: picture.map(str::to_owned),
        };
        vec![fact("H1", None), fact("H1_2", None), fact("H2", Some("u")), fact("0042", None)]
    }

    fn judged(files: &[(&str, &str)], options: &PictureOptions) -> Vec<PictureFile> {
        let mut files: Vec<_> =
            (0..).zip(files).map(|(seq, (name, hash))| file(seq, name, hash)).collect();
        let index = SkuIndex::new(facts(), options);
        judge(&mut files, &index, &Rule::parse(&options.rule).unwrap(), options);
        files
    }

    #[test]
    fn each_file_is_what_it_is() {
        let options = PictureOptions::default();
        let files = judged(
            &[
                ("H1.jpg", "a"),
                ("h1_2_side.jpg", "b"),
                ("H2.jpg", "c"),
                ("other.jpg", "d"),
                ("x/H1.png", "e"),
                ("42.jpg", "f"),
            ],
            &options,
        );
        let verdicts: Vec<_> = files.iter().map(|file| file.verdict).collect();
        use Verdict::{Ambiguous, Duplicate, HasPicture, Matched, UnknownSku};
        assert_eq!(verdicts, [Matched, Ambiguous, HasPicture, UnknownSku, Duplicate, UnknownSku]);
        assert_eq!(files[4].same_as, Some(0));
        assert_eq!(files[1].skus.len(), 2);
    }

    #[test]
    fn options_change_the_judgement() {
        let options = PictureOptions {
            overwrite: true,
            ignore_zeros: true,
            min_side: 501,
            ..PictureOptions::default()
        };
        let files = judged(&[("H2.jpg", "c"), ("42.jpg", "d")], &options);
        assert!(files.iter().all(|file| file.verdict == Verdict::TooSmall), "{files:#?}");
        let options = PictureOptions { min_side: 1, ..options };
        let files = judged(&[("H2.jpg", "c"), ("42.jpg", "d")], &options);
        assert!(files.iter().all(|file| file.verdict == Verdict::Matched));
        assert_eq!(files[0].before, Before::At("u".to_owned()));
    }

    #[test]
    fn one_picture_may_be_that_of_many_skus_and_a_sku_has_only_one() {
        let options = PictureOptions::default();
        let files = judged(&[("H1.jpg", "a"), ("0042.jpg", "a"), ("x/H1.png", "b")], &options);
        let verdicts: Vec<_> = files.iter().map(|file| file.verdict).collect();
        assert_eq!(verdicts, [Verdict::Matched, Verdict::Matched, Verdict::Duplicate]);
        assert_eq!(files[2].same_as, Some(0));
    }
}
