//! What a kind of finding is called, whatever it was found in.

use super::Problem;
use crate::review;

impl Problem {
    /// The title of its rule; of other kinds the message without details: names it quotes, and what
    /// follows a colon.
    pub fn title(&self) -> String {
        let rule = review::known_rules().find(|rule| rule.id == self.id());
        rule.map_or_else(|| general(&self.to_string()), |rule| rule.title.to_owned())
    }
}

fn general(message: &str) -> String {
    let mut pieces = message.split('「');
    let mut title = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        title.push_str("「…」");
        title.push_str(piece.split_once('」').map_or("", |(_, rest)| rest));
    }
    title.split('：').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_quote_nothing() {
        let problem = Problem::SettingInvalid { name: "date".into(), value: "昨天".into(), allowed: String::new() };
        assert_eq!(problem.title(), "设置「…」的值「…」不能用");
        assert_eq!(Problem::TomlBroken { cause: "日期写法不对".into() }.title(), "设置文件写法不对");
    }
}
