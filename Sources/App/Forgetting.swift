import Accounts
import Conversations
import Jobs
import SecondaryData
import Store
import Surroundings
import Web
import Words

extension App {
  /// Keeps the promises of `/what-we-keep` that nobody's visit would keep.
  static let forgetting = Job(
    "accounts.forget", every: 3600,
    what: { w in
      w("Removes what has ended: sessions, invitations, links, and files that nobody confirmed.")
    }
  ) { site in
    let now = site.surroundings.now()
    try await site.store.write { connection in
      try Accounts.forgetEnded(at: now, connection)
      try DataImport.forgetEnded(at: now, connection)
      try ConversationJobs.forgetEnded(at: now, connection)
    }
  }
}
