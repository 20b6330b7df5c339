//! The robot manager: stations, trays, ready trays, and the two commands that move a tray.

use std::time::Instant;

use jiff::SignedDuration;

use super::reading;
use crate::clients::http::Accepted;
use crate::clients::robot_manager::{RobotManager, SlotQuery, TrayQuery};
use crate::domain::ids::{OrderReference, TrayId};
use crate::domain::inbound::WebhookRecord;
use crate::domain::intent::Action;
use crate::domain::trouble::Trouble;
use crate::worker::event::{Answer, Ask, Reading};

/// Trays a page.
const TRAYS_A_PAGE: u32 = 500;
/// Pages of trays that are read at most.
const TRAY_PAGES: u32 = 40;

/// Carries one ask out. What is not the robot manager's is none of this.
pub(in crate::worker) async fn ask(client: &RobotManager, ask: &Ask) -> Option<Answer> {
    let answer = match ask {
        Ask::Stations => stations(client).await,
        Ask::Webhooks(robot) => webhooks(client, robot.as_deref()).await,
        Ask::Trays => trays(client).await,
        Ask::ReadyTrays => client
            .is_tray_ready(None, None, &[])
            .await
            .map(|read| Answer::ReadyTrays(reading(read))),
        Ask::Send { action: Action::Call(call), .. } => super::send(client.transport(), call).await,
        Ask::Send { action, .. } => send(client, action).await,
        Ask::LookBack { at, .. } => super::look_back(client.transport(), at).await,
        Ask::Raw(ask) => super::raw(client.transport(), ask).await,
        Ask::ReadBack { tray, reference, .. } => read_back(client, tray, reference).await,
        Ask::Test(_) => {
            let start = Instant::now();
            client.is_tray_ready(None, None, &[]).await.map(|_| Answer::Tested(start.elapsed()))
        }
        _ => return None,
    };
    Some(answer.unwrap_or_else(Answer::Failed))
}

/// Slots with the tag `station`; the filter of the far side is trusted no further than needed.
async fn stations(client: &RobotManager) -> Result<Answer, Trouble> {
    let read = client.list_slots(&SlotQuery::default()).await?;
    let mut reading = reading(read);
    reading.value.retain(|station| station.tags.iter().any(|tag| tag == "station"));
    reading.value.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.slot.cmp(&b.slot)));
    Ok(Answer::Stations(reading))
}

/// All registrations, and what is kept of a robot. Which of both either call lists is not documented, so
/// both are asked, and one that refuses does not hide the other.
async fn webhooks(client: &RobotManager, robot: Option<&str>) -> Result<Answer, Trouble> {
    let all = client.list_webhooks(None).await;
    let Some(robot) = robot else { return all.map(|all| Answer::Webhooks(reading(all))) };
    let of_robot = client.list_webhooks(Some(robot)).await;
    both(all.map(reading), of_robot.map(reading)).map(Answer::Webhooks)
}

/// What either list tells; only where both refuse there is nothing to tell.
fn both(
    all: Result<Reading<Vec<WebhookRecord>>, Trouble>,
    of_robot: Result<Reading<Vec<WebhookRecord>>, Trouble>,
) -> Result<Reading<Vec<WebhookRecord>>, Trouble> {
    let mut both = match (all, of_robot) {
        (Ok(mut both), Ok(of_robot)) => {
            for record in of_robot.value {
                if !both.value.contains(&record) {
                    both.value.push(record);
                }
            }
            both.defects.extend(of_robot.defects);
            both.latency = of_robot.latency;
            both
        }
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => one,
        (Err(trouble), Err(_)) => return Err(trouble),
    };
    both.calls = 2;
    Ok(both)
}

/// All trays, by pages until one is not full.
async fn trays(client: &RobotManager) -> Result<Answer, Trouble> {
    let (mut all, mut calls) = (None, 0);
    for page in 0..TRAY_PAGES {
        let query = TrayQuery {
            num_records: Some(TRAYS_A_PAGE),
            offset: Some(page * TRAYS_A_PAGE),
            ..TrayQuery::default()
        };
        let next = reading(client.list_trays(&query).await?);
        calls += 1;
        let count = next.value.len();
        let all = match &mut all {
            None => all.insert(next),
            Some(all) => {
                // a far side that ignores the offset sends the same trays again
                if next.value.first().is_none_or(|tray| all.value.contains(tray)) {
                    break;
                }
                all.value.extend(next.value);
                all.defects.extend(next.defects);
                all
            }
        };
        let _ = all;
        if count < usize::try_from(TRAYS_A_PAGE).unwrap_or(usize::MAX) {
            break;
        }
    }
    let mut all = all.unwrap_or_else(|| Reading::new(Vec::new(), SignedDuration::ZERO));
    all.calls = calls;
    all.value.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Answer::Trays(all))
}

async fn send(client: &RobotManager, action: &Action) -> Result<Answer, Trouble> {
    let Accepted { answer, latency } = match action {
        Action::RetrieveTray { tray, reference, tags, .. } => {
            client.retrieve_tray(tray, reference, tags).await?
        }
        Action::ReleaseTray { tray, reference, tags, .. } => {
            client.release_tray(tray, reference, tags).await?
        }
        Action::Call(call) => return super::send(client.transport(), call).await,
    };
    let latency = SignedDuration::try_from(latency).unwrap_or(SignedDuration::MAX);
    Ok(Answer::Accepted { answer, latency, shown_once: None })
}

/// Tray and reference name the request; tags could only hide it.
async fn read_back(
    client: &RobotManager,
    tray: &TrayId,
    reference: &OrderReference,
) -> Result<Answer, Trouble> {
    let read = client.is_tray_ready(Some(tray), Some(reference), &[]).await?;
    Ok(Answer::ReadBack(reading(read)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trouble::{Cause, ErrorClass};
    use crate::util::plain::Plain;

    fn listed(id: &str) -> Result<Reading<Vec<WebhookRecord>>, Trouble> {
        let id = Some(id.to_owned());
        let record = WebhookRecord { id, robot_id: None, url: None, rest: Plain::default() };
        Ok(Reading::new(vec![record], SignedDuration::ZERO))
    }

    #[test]
    fn one_list_of_webhooks_that_refuses_does_not_hide_the_other() {
        let refused = || Err(Trouble::new(ErrorClass::Fatal, Cause::NotAuthorised, "403"));
        let count = |read: Result<Reading<Vec<WebhookRecord>>, Trouble>| {
            read.map(|read| (read.value.len(), read.calls))
        };
        assert_eq!(count(both(listed("1"), listed("2"))), Ok((2, 2)));
        assert_eq!(count(both(listed("1"), listed("1"))), Ok((1, 2)));
        assert_eq!(count(both(listed("1"), refused())), Ok((1, 2)));
        assert_eq!(count(both(refused(), listed("2"))), Ok((1, 2)));
        assert!(both(refused(), refused()).is_err());
    }
}
