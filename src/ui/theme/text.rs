//! Text styles by name: family, size, line height and letter spacing of each.

/// Every style of the look. A `Medium` is weight 500, a `Strong` weight 600.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextStyle {
    /// 11/16: rail groups, ages in tags.
    Micro,
    /// 11/16, 500: tags, keys.
    MicroMedium,
    /// 12/16: compact rows, help, status bar.
    Small,
    SmallMedium,
    SmallStrong,
    /// 12/16, 700: PRACTICE and LIVE.
    SmallBold,
    /// 13/20: the default.
    Body,
    BodyMedium,
    /// 13/20, 600: card titles, first column.
    Strong,
    /// 13/20, 700: what matched in the palette.
    BodyBold,
    /// 15/20, 600: drawer head.
    Title,
    /// 18/24, 600: panel title.
    Heading,
    /// 22/28 display.
    FigureM,
    /// 32/36 display.
    FigureL,
    /// 44/48 display.
    FigureXl,
    /// 52/56 display: the one figure of the overview.
    FigureHero,
    /// 16/20, 500: the unit beside a figure.
    Unit,
    /// 15/20.
    StationSmall,
    StationSmallStrong,
    /// 18/24.
    StationBody,
    StationBodyStrong,
    /// 16/20, 600: a station's button.
    StationButton,
    /// 22/30, 600: a station's main action.
    StationAction,
    /// 22/28, 700: the name of the station, scan feedback.
    StationName,
    /// 26/32, 600.
    StationTitle,
    /// 44/52, 600.
    StationMessage,
    /// 120/100, 700 display: seconds of a wait.
    StationWait,
    /// 168/148, 700 display.
    StationQuantity,
    /// 12/16: what is typed, scanned or compared.
    Mono,
    MonoMedium,
    MonoBold,
    /// 17/24 at the station.
    StationMono,
}

impl TextStyle {
    pub const ALL: [Self; 31] = [
        Self::Micro,
        Self::MicroMedium,
        Self::Small,
        Self::SmallMedium,
        Self::SmallStrong,
        Self::SmallBold,
        Self::Body,
        Self::BodyMedium,
        Self::Strong,
        Self::BodyBold,
        Self::Title,
        Self::Heading,
        Self::FigureM,
        Self::FigureL,
        Self::FigureXl,
        Self::FigureHero,
        Self::Unit,
        Self::StationSmall,
        Self::StationSmallStrong,
        Self::StationBody,
        Self::StationBodyStrong,
        Self::StationButton,
        Self::StationAction,
        Self::StationName,
        Self::StationTitle,
        Self::StationMessage,
        Self::StationWait,
        Self::StationQuantity,
        Self::Mono,
        Self::MonoMedium,
        Self::MonoBold,
    ];

    /// Family, size, line height.
    const fn measures(self) -> (&'static str, f32, f32) {
        match self {
            Self::Micro => ("sans", 11.0, 16.0),
            Self::MicroMedium => ("sans-500", 11.0, 16.0),
            Self::Small => ("sans", 12.0, 16.0),
            Self::SmallMedium => ("sans-500", 12.0, 16.0),
            Self::SmallStrong => ("sans-600", 12.0, 16.0),
            Self::SmallBold => ("sans-700", 12.0, 16.0),
            Self::Body => ("sans", 13.0, 20.0),
            Self::BodyMedium => ("sans-500", 13.0, 20.0),
            Self::Strong => ("sans-600", 13.0, 20.0),
            Self::BodyBold => ("sans-700", 13.0, 20.0),
            Self::Title => ("sans-600", 15.0, 20.0),
            Self::Heading => ("sans-600", 18.0, 24.0),
            Self::FigureM => ("display-600", 22.0, 28.0),
            Self::FigureL => ("display-600", 32.0, 36.0),
            Self::FigureXl => ("display-600", 44.0, 48.0),
            Self::FigureHero => ("display-600", 52.0, 56.0),
            Self::Unit => ("sans-500", 16.0, 20.0),
            Self::StationSmall => ("sans", 15.0, 20.0),
            Self::StationSmallStrong => ("sans-600", 15.0, 20.0),
            Self::StationBody => ("sans", 18.0, 24.0),
            Self::StationBodyStrong => ("sans-600", 18.0, 24.0),
            Self::StationButton => ("sans-600", 16.0, 20.0),
            Self::StationAction => ("sans-600", 22.0, 30.0),
            Self::StationName => ("sans-700", 22.0, 28.0),
            Self::StationTitle => ("sans-600", 26.0, 32.0),
            Self::StationMessage => ("sans-600", 44.0, 52.0),
            Self::StationWait => ("display-700", 120.0, 100.0),
            Self::StationQuantity => ("display-700", 168.0, 148.0),
            Self::Mono => ("mono", 12.0, 16.0),
            Self::MonoMedium => ("mono-500", 12.0, 16.0),
            Self::MonoBold => ("mono-700", 12.0, 16.0),
            Self::StationMono => ("mono", 17.0, 24.0),
        }
    }

    pub const fn family(self) -> &'static str {
        self.measures().0
    }

    pub const fn size(self) -> f32 {
        self.measures().1
    }

    pub const fn line_height(self) -> f32 {
        self.measures().2
    }

    /// Extra space between letters; figures stand a little closer.
    pub fn spacing(self) -> f32 {
        match self {
            Self::FigureM | Self::FigureL | Self::FigureXl | Self::FigureHero => {
                -0.02 * self.size()
            }
            Self::StationQuantity | Self::StationWait => -0.03 * self.size(),
            Self::StationMessage => -0.01 * self.size(),
            _ => 0.0,
        }
    }
}
