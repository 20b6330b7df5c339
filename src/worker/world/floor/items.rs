//! Names and pictures of the SKUs a picker handles now and next; asked for once, kept while they are needed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::bus::floor::{ItemLook, ItemPicture};
use crate::domain::floor::{Answer as Said, Task};
use crate::domain::ids::SkuId;
use crate::domain::pick::Workplace;
use crate::domain::system::System;
use crate::worker::event::{Answer, Ask, Change, Effects};
use crate::worker::world::World;

/// SKUs whose pictures are kept at a time.
const KEPT: usize = 16;
/// What could not be had is asked for again after this long.
const AGAIN: SignedDuration = SignedDuration::from_secs(30);

/// What was asked, and when it may be asked again.
#[derive(Debug, Default)]
pub(super) struct ItemsDesk {
    asked: BTreeMap<SkuId, Timestamp>,
}

impl ItemsDesk {
    pub(super) fn clock_was_set_back(&mut self, now: Timestamp) {
        for at in self.asked.values_mut() {
            *at = now.min(*at);
        }
    }
}

impl World {
    /// Asks for what is needed and not there.
    pub(super) fn run_items(&mut self, now: Timestamp) {
        let needed = self.needed_items();
        let configured =
            self.links.get(&System::Noyes).is_some_and(crate::worker::world::Link::configured);
        if !configured {
            return;
        }
        for sku in &needed {
            let known = self.snapshot.items.get(sku).map(|look| &look.picture);
            let wanted = matches!(known, None | Some(ItemPicture::Failed));
            let due = self.desk.items.asked.get(sku).is_none_or(|at| *at <= now);
            if wanted && due {
                self.desk.items.asked.insert(sku.clone(), now + AGAIN);
                self.interactive.push_back(Ask::Item(sku.clone()));
            }
        }
        if self.snapshot.items.len() > KEPT {
            let items = Arc::make_mut(&mut self.snapshot.items);
            items.retain(|sku, _| needed.contains(sku));
            self.desk.items.asked.retain(|sku, _| needed.contains(sku));
        }
    }

    /// What is due at the workplaces of this program, what comes after it, and what was scanned wrongly.
    fn needed_items(&mut self) -> Vec<SkuId> {
        let mine: Vec<Workplace> = self
            .desk
            .floor
            .sessions
            .values()
            .filter(|session| session.holder == self.desk.me && !self.desk.me.is_nil())
            .map(|session| session.place.clone())
            .collect();
        let mut needed = Vec::new();
        for place in mine {
            let found = self.with_around(&place, |floor, around| {
                let mut found = Vec::new();
                let Some(session) = floor.session(&place) else { return found };
                if let Some(Said::Wrong(wrong)) = &session.answer {
                    found.push(wrong.sku.clone());
                }
                match floor.task(session, around) {
                    Task::Line(line) => {
                        found.push(line.sku.clone());
                        let next = floor.open_lines(&line.tray, session.mode).take(4);
                        found.extend(next.map(|line| line.sku.clone()));
                    }
                    Task::Job { job, .. } => found.extend(job.sku.clone()),
                    _ => {
                        // what the next trays bring is drawn while one waits for them
                        let coming = floor.wanted_trays(session.mode).into_iter().take(2);
                        for (tray, _) in coming {
                            let lines = floor.open_lines(&tray, session.mode).take(2);
                            found.extend(lines.map(|line| line.sku.clone()));
                        }
                    }
                }
                found
            });
            needed.extend(found);
        }
        needed.sort();
        needed.dedup();
        needed.truncate(KEPT);
        needed
    }

    /// What the storage told of an SKU, or its picture.
    pub(in crate::worker::world) fn item_told(
        &mut self,
        ask: &Ask,
        answer: Answer,
        effects: &mut Effects,
    ) {
        let (sku, look) = match (ask, answer) {
            (Ask::Item(sku), Answer::Item(reading)) => {
                let url = reading.value.as_ref().and_then(|sku| sku.image_url.clone());
                let name = reading.value.and_then(|sku| sku.name);
                let picture = if url.is_some() { ItemPicture::Asking } else { ItemPicture::None };
                if let Some(url) = url {
                    self.interactive.push_back(Ask::ItemPicture { sku: sku.clone(), url });
                }
                (sku, ItemLook { name, picture })
            }
            (Ask::ItemPicture { sku, .. }, Answer::ItemPicture(picture)) => {
                let name = self.snapshot.items.get(sku).and_then(|look| look.name.clone());
                let picture = picture.map_or(ItemPicture::Failed, ItemPicture::Here);
                (sku, ItemLook { name, picture })
            }
            (Ask::Item(sku) | Ask::ItemPicture { sku, .. }, _) => {
                let name = self.snapshot.items.get(sku).and_then(|look| look.name.clone());
                (sku, ItemLook { name, picture: ItemPicture::Failed })
            }
            _ => return,
        };
        Arc::make_mut(&mut self.snapshot.items).insert(sku.clone(), look);
        effects.changed(Change::Visible);
    }
}
