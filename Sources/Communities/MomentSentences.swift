import Ledger
import Words

/// Who made a moment, in words.
public func actorWord(_ actor: String, _ w: Words) -> String {
  switch actor {
  case "owner", "staff", "liaison": w("By the library")
  case "community", "steward": w("By the community")
  case "partner": w("By a partner")
  case "reviewer": w("By a reviewer")
  default: w("By the program")
  }
}

/// What a moment says, in words. A kind that has no sentence is shown as it stands; a test finds it.
public func momentSentence(_ moment: Moment, _ w: Words) -> String {
  sentence(of: moment.kind, w) ?? moment.kind
}

/// What a moment of that kind says, in words.
public func momentSentence(kind: String, _ w: Words) -> String { sentence(of: kind, w) ?? kind }

/// Whether a kind of moment has its sentence.
public func hasSentence(_ kind: String) -> Bool { sentence(of: kind, .english) != nil }

private func sentence(of kind: String, _ w: Words) -> String? {
  switch kind {
  case "community.added": w("The community was added.")
  case "community.changed": w("What is said of the community was changed.")
  case "community.published": w("Its page was published.")
  case "community.withdrawn": w("Its page was withdrawn.")
  case "fact.added": w("A fact was added.")
  case "fact.changed": w("A fact was changed.")
  case "fact.checked": w("A fact was checked and still holds.")
  case "fact.ended": w("A fact was taken out of the profile.")
  case "fact.confirmed": w("The community confirmed a fact.")
  case "fact.disputed": w("The community disputed a fact.")
  case "voice.opened": w("A voice link was opened.")
  case "voice.closed": w("A voice link was closed.")
  case "translation.saved": w("A translation was saved.")
  case "release.publish": w("The gate let a publication through.")
  case "release.export": w("The gate let an export through.")
  case "release.mail": w("The gate let a letter through.")
  case "release.share": w("The gate let data be shared.")
  case "release.ask": w("The gate let an ask through.")
  case "release.feed": w("The gate let a feed through.")
  case "data.added": w("A data source was added.")
  case "data.imported": w("Data was imported.")
  case "data.changed": w("A data source was changed.")
  case "data.removed": w("A data source was removed.")
  case "engagement.added": w("An engagement was planned.")
  case "engagement.changed": w("An engagement was changed.")
  case "engagement.started": w("An engagement began.")
  case "engagement.closed": w("An engagement was closed.")
  case "engagement.reopened": w("An engagement was opened again.")
  case "decision.added": w("A decision was named, with the participation promised.")
  case "decision.changed": w("A decision was changed.")
  case "decision.made": w("A decision was made.")
  case "decision.ended": w("A decision was taken out.")
  case "goal.added": w("A goal was set.")
  case "goal.changed": w("A goal was changed.")
  case "goal.met": w("A goal was met.")
  case "goal.missed": w("A goal was missed.")
  case "goal.exceeded": w("A goal was exceeded.")
  case "goal.reopened": w("A goal was opened again.")
  case "goal.ended": w("A goal was taken out.")
  case "ask.made": w("People were asked for their time.")
  case "conversation.added": w("A conversation was prepared.")
  case "conversation.changed": w("A conversation was changed.")
  case "conversation.opened": w("A conversation was opened.")
  case "conversation.closed": w("A conversation was closed.")
  case "conversation.invited": w("Invitations to a conversation were dealt out.")
  case "conversation.imported": w("A conversation was brought in from files.")
  case "statement.added": w("A statement was added to a conversation.")
  case "statement.shown": w("A statement was shown.")
  case "statement.hidden": w("A statement was hidden, with its reason.")
  case "statement.withdrawn": w("A statement was taken back by its writer.")
  case "participation.withdrawn": w("Somebody took back everything they said in a conversation.")
  case "pulse.added": w("A pulse was prepared.")
  case "pulse.changed": w("A pulse was changed.")
  case "pulse.opened": w("Both sides were asked in a pulse how they find each other.")
  case "pulse.closed": w("A pulse was closed, and what came of it can be read.")
  case "instrument.added": w("An instrument for pulses was put on the shelf.")
  case "instrument.changed": w("An instrument for pulses was changed before it was used.")
  case "trust.published": w("The page about trust was published.")
  case "trust.withdrawn": w("The page about trust was withdrawn.")
  case "backup.added": w("A backup plan was made.")
  case "backup.changed": w("A backup plan was changed.")
  case "backup.ended": w("A backup plan was taken out.")
  case "backup.made": w("A backup of the database was made.")
  case "responsible.added": w("Somebody took on a part.")
  case "responsible.changed": w("Who is responsible was changed.")
  case "responsible.ended": w("A responsibility ended.")
  case "journal.added": w("A journal entry was written.")
  case "journal.changed": w("A journal entry was changed.")
  case "journal.removed": w("A journal entry was destroyed.")
  case "guide.added": w("A thing to consider was added to the Guide.")
  case "guide.reworded": w("A thing to consider was reworded.")
  case "guide.set-aside": w("A thing to consider was set aside.")
  case "guide.restored": w("A thing to consider was brought back.")
  case "resource.added": w("A resource was put on the shelf.")
  case "resource.changed": w("A resource was changed.")
  case "resource.checked": w("A resource was checked.")
  case "resource.set-aside": w("A resource was set aside.")
  case "resource.returned": w("A resource was put back on the shelf.")
  case "account.added": w("An account was made.")
  case "account.closed": w("An account was closed.")
  case "account.password": w("A password was changed.")
  case "account.second-factor": w("A second factor was turned on or off.")
  case "account.link": w("A sign-in link was made in the terminal.")
  case "invitation.made": w("An invitation was made.")
  case "library.opened": w("The library was opened.")
  case "library.changed": w("The library’s settings were changed.")
  case "letter.retried": w("A letter was tried again.")
  case "letter.sent": w("A letter was sent.")
  case "letter.withheld": w("A letter was laid aside.")
  case "job.asked": w("A job was asked for.")
  case "mail.set": w("The mail server was set.")
  case "mail.removed": w("The mail server’s settings were removed.")
  default: nil
  }
}
