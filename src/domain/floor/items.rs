//! Barcodes and names of SKUs as they were filled in here; one SKU may have several barcodes.

use std::collections::BTreeMap;

use crate::domain::ids::SkuId;

/// What a scanned text may stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    by_barcode: BTreeMap<String, Vec<SkuId>>,
    barcodes: BTreeMap<SkuId, Vec<String>>,
    names: BTreeMap<SkuId, String>,
}

impl Items {
    /// Adds a barcode; the same one twice is once.
    pub fn add_barcode(&mut self, barcode: &str, sku: &SkuId) {
        let skus = self.by_barcode.entry(barcode.to_owned()).or_default();
        if !skus.contains(sku) {
            skus.push(sku.clone());
        }
        let barcodes = self.barcodes.entry(sku.clone()).or_default();
        if !barcodes.iter().any(|known| known == barcode) {
            barcodes.push(barcode.to_owned());
        }
    }

    pub fn set_name(&mut self, sku: &SkuId, name: &str) {
        self.names.insert(sku.clone(), name.to_owned());
    }

    /// The SKUs a code stands for; the id of an SKU stands for itself. The first of the readings of a
    /// code that is known decides.
    pub fn read<'a>(&self, readings: impl IntoIterator<Item = &'a str>) -> Vec<SkuId> {
        for reading in readings {
            if let Some(skus) = self.by_barcode.get(reading) {
                return skus.clone();
            }
            if let Some((sku, _)) = self.barcodes.get_key_value(reading) {
                return vec![sku.clone()];
            }
            if let Some((sku, _)) = self.names.get_key_value(reading) {
                return vec![sku.clone()];
            }
        }
        Vec::new()
    }

    pub fn name(&self, sku: &SkuId) -> Option<&str> {
        self.names.get(sku).map(String::as_str)
    }

    pub fn barcodes(&self, sku: &SkuId) -> &[String] {
        self.barcodes.get(sku).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many barcodes are known.
    pub fn len(&self) -> usize {
        self.by_barcode.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_barcode.is_empty() && self.names.is_empty()
    }
}
