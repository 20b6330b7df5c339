//! The practice site's control.

use std::time::Instant;

use jiff::SignedDuration;

use crate::clients::practice::PracticeControl;
use crate::worker::event::{Answer, Ask, Reading};

/// Carries one ask out. What is not the control's is none of this.
pub(in crate::worker) async fn ask(client: &PracticeControl, ask: &Ask) -> Option<Answer> {
    let start = Instant::now();
    let answer = match ask {
        Ask::PracticeState => client.state().await.map(|value| {
            let latency = SignedDuration::try_from(start.elapsed()).unwrap_or_default();
            Answer::PracticeState(Reading::new(value, latency))
        }),
        Ask::PracticeFloor => {
            client.floor().await.map(|fill| Answer::PracticeFloor(Box::new(fill)))
        }
        Ask::PracticeLines => {
            client.lines().await.map(|fill| Answer::PracticeFloor(Box::new(fill)))
        }
        Ask::Practice(command) => client.send(command).await.map(|()| Answer::PracticeDone),
        _ => return None,
    };
    Some(answer.unwrap_or_else(Answer::Failed))
}
