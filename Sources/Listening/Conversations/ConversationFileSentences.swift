import FileFaults

extension FileSentences {
  /// Of exports of other tools, and of the translations of statements.
  static let conversations = FileSentences([
    mark(
      "The column {heading} is missing. The first row must hold the headings as the export has them."
    ),
    mark("The column {heading} is missing."),
    mark("“” is not a whole number."),
    mark("“{text}” is not a whole number."),
    mark("This cell is empty."),
    mark("A vote is 1 (agree), 0 (pass) or -1 (disagree), not “”."),
    mark("A vote is 1 (agree), 0 (pass) or -1 (disagree), not “{text}”."),
    mark("The row has {cells} cells, but there are {headings} headings."),
    mark("Statement {number} is there twice."),
    mark("moderated is 1, 0 or -1."),
    mark("No column is headed by the number of a statement."),
    mark("Participant {name} is there twice."),
    mark(
      "There is neither votes.csv nor participants-votes.csv. Give one of them, with comments.csv beside it."
    ),
    mark("There are too many votes."),
    mark("This is no statement’s number."),
    mark("This is no language, such as es or ar."),
    mark("There is no statement {number} in this conversation."),
  ])
}
