//! A table seen as lines of numbers over the same points: its columns over its rows, or its rows
//! over its columns. What holds between two columns of one table holds between two rows of another.

use crate::diag::Origin;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sheet, Standing, year_in};

/// Lines of numbers.
pub(super) struct Matrix<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    /// The lines: columns or rows of the table.
    pub(super) lines: Vec<Line>,
    /// The points: rows or columns of the table.
    pub(super) points: Vec<usize>,
    turned: bool,
}

/// One line.
pub(super) struct Line {
    at: usize,
    /// What it is called.
    pub(super) name: String,
    /// Whether it holds percentages.
    pub(super) percent: bool,
}

impl<'a> Matrix<'a> {
    /// The columns as lines over all rows.
    pub(super) fn of_columns(sheet: &'a Sheet<'a>) -> Self {
        let lines = sheet.numeric_columns().into_iter().map(|at| {
            let percent = (0..sheet.labels.len()).filter_map(|row| sheet.amount(row, at)).all(is_percent);
            Line { at, name: sheet.grid.columns[at].title.clone(), percent }
        });
        let points = 0..sheet.labels.len();
        Self { sheet, lines: lines.collect(), points: points.collect(), turned: false }
    }

    /// The rows as lines over the columns, where the columns are several years or the like.
    pub(super) fn of_rows(sheet: &'a Sheet<'a>) -> Self {
        let points = sheet.numeric_columns();
        let lines = (0..sheet.labels.len())
            .filter(|row| !sheet.labels[*row].is_empty() && sheet.standing[*row] != Standing::Total)
            .filter(|row| points.iter().any(|column| sheet.amount(*row, *column).is_some()));
        let lines = lines.map(|at| {
            let percent = points.iter().filter_map(|column| sheet.amount(at, *column)).all(is_percent);
            Line { at, name: sheet.labels[at].clone(), percent }
        });
        Self { sheet, lines: lines.collect(), points, turned: true }
    }

    /// Whether the points are years or other periods, so that each row is one thing over time.
    pub(super) fn is_over_periods(&self) -> bool {
        let period = |column: &usize| {
            let title = &self.sheet.grid.columns[*column].title;
            title.contains(|c: char| c.is_ascii_digit())
                || ["年", "季", "月", "期", "上半", "下半"].iter().any(|word| title.contains(word))
        };
        self.turned && self.points.iter().all(period)
    }

    /// Whether the points are rows of successive years, quarters or months.
    pub(super) fn is_over_dated_rows(&self) -> bool {
        let dated = |row: &usize| {
            let label = &self.sheet.labels[*row];
            year_in(label).is_some() || ["季度", "月"].iter().any(|word| label.ends_with(word))
        };
        !self.turned && self.points.len() >= 2 && self.points.iter().all(dated)
    }

    /// Whether the lines are rows.
    pub(super) fn is_turned(&self) -> bool {
        self.turned
    }

    fn place(&self, line: usize, point: usize) -> (usize, usize) {
        let (line, point) = (self.lines[line].at, self.points[point]);
        if self.turned { (line, point) } else { (point, line) }
    }

    /// The number of a line at a point.
    pub(super) fn amount(&self, line: usize, point: usize) -> Option<&'a Amount> {
        let (row, column) = self.place(line, point);
        self.sheet.amount(row, column).filter(|amount| amount.is_exact())
    }

    /// What the number can have been before it was rounded.
    pub(super) fn interval(&self, line: usize, point: usize) -> Option<Interval> {
        self.amount(line, point).map(Amount::interval)
    }

    /// The number as printed.
    pub(super) fn text(&self, line: usize, point: usize) -> &'a str {
        let (row, column) = self.place(line, point);
        self.sheet.grid.rows[row].cells[column].text.trim()
    }

    /// Where it stands.
    pub(super) fn origin(&self, line: usize, point: usize) -> &'a Origin {
        let (row, column) = self.place(line, point);
        &self.sheet.grid.rows[row].cells[column].origin
    }

    /// The cell in words.
    pub(super) fn called(&self, line: usize, point: usize) -> String {
        let (row, column) = self.place(line, point);
        self.sheet.called(row, column)
    }

    /// Whether two lines can be added or divided by each other.
    pub(super) fn comparable(&self, one: usize, other: usize) -> bool {
        let measure = |line: usize| (0..self.points.len()).find_map(|point| Some(&self.amount(line, point)?.measure));
        match (measure(one), measure(other)) {
            (Some(Measure::Bare), Some(_)) | (Some(_), Some(Measure::Bare)) => true,
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }
}

fn is_percent(amount: &Amount) -> bool {
    amount.measure == Measure::Percent
}
