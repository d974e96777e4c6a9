//! What the data knows by name, put together from every kind.

use super::{Agreement, State};
use crate::compose::register::{Kind, Register};
use crate::content::companion::RECOMMENDATIONS;
use crate::parse::fields::Findings;
use crate::parse::yaml;

impl Agreement {
    /// What the data knows by name; ids that stand twice are findings.
    pub fn register(&self, findings: &mut Findings) -> Register {
        let mut register = Register::default();
        // Destructured without `..`, so that a new kind cannot be forgotten here.
        let Agreement {
            id: _,
            companion,
            settings,
            version_control,
            bodies,
            plans,
            legislation,
            glossary,
            priorities,
            police_and_crime_plan,
            governance: _,
            assessments,
            morile,
            horizon,
            sources,
            actions,
            indicators,
            annual_cycle,
            directorates,
            recommendations,
            duties,
            foreword: _,
            chapters: _,
            appendices: _,
            contact: _,
            state,
            incomplete: _,
        } = self;
        for (file, state) in state {
            match state {
                State::Absent => register.absent(file),
                State::Unread => register.unread(file),
                State::Faulty => register.faulty(file),
                State::Sound => {}
            }
        }
        for (file, tree) in self.trees() {
            write_ids(file, tree, &mut register);
        }
        if let Some(data) = settings {
            data.value.register(&mut register);
        }
        if let Some(data) = version_control {
            data.value.register(&mut register);
        }
        if let Some(data) = companion {
            data.value.register(&mut register);
        }
        if let Some(data) = bodies {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = plans {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = legislation {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = glossary {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = priorities {
            data.value.register(&mut register, findings);
        }
        // The police priorities of another time are not those of the document's own.
        if let Some(data) = police_and_crime_plan.as_ref().filter(|data| self.is_in_force(data.value.plan.as_ref())) {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = assessments {
            data.value.register(self.day(), &mut register, findings);
        }
        if let Some(data) = morile {
            data.value.register(&mut register);
        }
        if let Some(data) = horizon {
            data.value.register(&mut register);
        }
        match (recommendations, companion) {
            (Some(recommended), _) => recommended.register(&mut register, findings),
            // What could not be read, which is told, may name priorities that are not in the data yet.
            (None, Some(data)) if data.tree.get(RECOMMENDATIONS).is_some() => register.unread(Kind::Priority.file()),
            (None, _) => {}
        }
        // Sources before the indicators, which name them.
        if let Some(data) = sources {
            data.value.register(&mut register);
        }
        if let Some(data) = indicators {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = actions {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = annual_cycle {
            data.value.register(&register, findings);
        }
        if let Some(data) = directorates {
            data.value.register(&mut register, findings);
        }
        if let Some(data) = duties {
            data.value.register(&register, findings);
        }
        register
    }

    /// Whether a plan is in force on the day of a document beside the agreement, as far as its period says.
    fn is_in_force(&self, plan: Option<&yaml::Text>) -> bool {
        let day = self.companion.as_ref().and_then(|_| self.day());
        let known = self.plans.iter().flat_map(|data| &data.value.plans);
        let plan = plan.and_then(|id| known.into_iter().find(|plan| plan.id.value == id.words));
        match (day, plan.and_then(|plan| plan.period)) {
            (Some(day), Some((first, last))) => {
                u32::try_from(day.year).is_ok_and(|year| (first..=last).contains(&year))
            }
            _ => true,
        }
    }
}

/// Makes every id of a file known, so that an entry with a fault is not also said to be missing.
fn write_ids(file: &str, tree: &yaml::Node, register: &mut Register) {
    match &tree.value {
        yaml::Value::Empty | yaml::Value::Text(_) => {}
        yaml::Value::List(items) => items.iter().for_each(|item| write_ids(file, item, register)),
        yaml::Value::Map(entries) => {
            for (key, value) in entries {
                match &value.value {
                    yaml::Value::Text(text) if key.value == "id" => register.written(file, &text.words),
                    yaml::Value::Text(_) | yaml::Value::Empty => {}
                    yaml::Value::List(_) | yaml::Value::Map(_) => write_ids(file, value, register),
                }
            }
        }
    }
}
