//! How a view becomes the names and values that a template knows.
//!
//! Which views there are is left to [`super::view`].

use tera::{Context, Map, Value};

use super::inlines::Html;

/// A value as the template engine knows it.
pub(super) trait IntoValue {
    /// The same, for the template engine.
    fn into_value(self) -> Value;
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        // Control characters are forbidden in HTML even when they are escaped.
        Value::from(self.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}"))
    }
}

impl IntoValue for Html {
    fn into_value(self) -> Value {
        Value::safe_string(&self.0)
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::from(self)
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        Value::from(self)
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or_else(Value::none, T::into_value)
    }
}

impl<T: IntoValue> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        Value::from(self.into_iter().map(T::into_value).collect::<Vec<_>>())
    }
}

/// A view by the names that a template knows.
pub(super) trait Fields {
    /// Every field with its name.
    fn fields(self) -> Vec<(&'static str, Value)>;
}

impl<T: Fields> IntoValue for T {
    fn into_value(self) -> Value {
        Value::from(self.fields().into_iter().map(|(name, value)| (name.into(), value)).collect::<Map>())
    }
}

/// A view that a template of its own prints.
pub(super) trait View: Fields + Sized {
    /// The template's file without folder and ending.
    const TEMPLATE: &'static str;

    /// The view as the template engine takes it.
    fn into_context(self) -> Context {
        let mut context = Context::new();
        for (name, value) in self.fields() {
            context.insert_value(name, value);
        }
        context
    }
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident $(for $template:literal)? {
        $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub(super) struct $name {
            $($(#[$field_doc])* pub(super) $field: $type,)*
        }

        impl Fields for $name {
            fn fields(self) -> Vec<(&'static str, Value)> {
                vec![$((stringify!($field), self.$field.into_value()),)*]
            }
        }

        $(impl View for $name {
            const TEMPLATE: &'static str = $template;
        })?
    };
}
