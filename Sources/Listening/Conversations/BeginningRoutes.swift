import Components
import Markup
import Power
import Store
import Surroundings
import Web
import Words

/// Beginning to take part where everybody may.
struct BeginningRoutes {
  var routes: [Route] {
    [
      // What a language is chosen on after a form came too soon: the conversation itself.
      .get("/conversations/{talk}/beginning", .everyone) { call in try await talkPage(call) },
      .post("/conversations/{talk}/beginning", .everyone, rate: RateLimit(60, perSeconds: 600)) {
        call in try await begin(call)
      },
    ]
  }

  private func begin(_ call: Call) async throws -> Reply {
    let key = try await call.receiptKey()
    let slug = try call.parameter("talk")
    let conversation = try await call.store.read { connection in
      let conversation = try Conversation.published(slug, connection)
      _ = try conversation.publishing(call, connection)
      return conversation
    }
    guard conversation.audience == .anyone, conversation.isOpen(on: call.today) else {
      throw Failure.forbidden(call.w("This conversation is by invitation, or over."))
    }
    // Who began already goes on: a second press must not part them from what they said.
    if let receipt = call.receipt(conversation, key: key) {
      return goOn(receipt, conversation, call)
    }
    if let held = try await heldBack(call, conversation, key) {
      return try await talkPage(call, beginning: held)
    }
    return goOn(
      Receipt.deal(for: conversation, key: key, call.surroundings), conversation, call)
  }

  private func goOn(_ receipt: Receipt, _ conversation: Conversation, _ call: Call) -> Reply {
    Reply.seeOther(SafeURL(local: conversation.path + "#statement") ?? "/")
      .keeping(receipt, of: conversation, call)
  }

  /// Why somebody does not begin yet; `nil` when they do, and the challenge is used up.
  private func heldBack(
    _ call: Call, _ conversation: Conversation, _ key: [UInt8]
  ) async throws -> HeldBack? {
    // Who signed in proved more than a puzzle does.
    guard call.viewer == nil else { return nil }
    let now = call.now
    guard let beginning = Beginning(call.form.text("challenge"), for: conversation, key: key) else {
      return .again
    }
    switch beginning.standing(work: call.form.text("work"), at: now) {
    case .early(let seconds): return .early(beginning, seconds: seconds)
    case .over: return .again
    case .open:
      let isFirst = try await call.store.write { try beginning.use(at: now, $0) }
      return isFirst ? nil : .again
    }
  }
}

/// Why somebody who pressed *Begin* has not begun.
enum HeldBack: Sendable {
  /// The same challenge goes on, so that nobody waits twice.
  case early(Beginning, seconds: Int)
  case again

  var beginning: Beginning? {
    if case .early(let beginning, _) = self { beginning } else { nil }
  }

  /// What is said above the button that begins.
  func notice(_ w: Words) -> HTML {
    switch self {
    case .early(_, let seconds):
      Components.notice(
        w, .information,
        title: w.plural(
          seconds, "{n} second more, then press Begin.", "{n} seconds more, then press Begin."),
        body:
          "<p>\(w("So that no machine begins a thousand times, a browser with JavaScript solves a small puzzle meanwhile. Without JavaScript it takes as long as reading this page. You need not do anything for it."))</p>",
        announced: true)
    case .again:
      Components.notice(
        w, .information, title: w("Press Begin once more."),
        body:
          "<p>\(w("This page stood open for long, or was used to begin already. Nothing is lost."))</p>",
        announced: true)
    }
  }
}

/// The form that begins. A script finds the puzzle by its attribute and fills the answer in.
func beginningForm(
  _ call: Call, _ conversation: Conversation, _ beginning: Beginning
) -> HTML {
  let w = call.w
  return call.postForm(
    SafeURL(local: conversation.path + "/beginning") ?? "/",
    hidden: [("challenge", beginning.text)],
    """
    <input type="hidden" name="work" value="" data-puzzle="\(beginning.nonce)" data-parts="\(Puzzle.parts)" data-bits="\(Puzzle.bits)"/>
    \(submitButton(w("Begin")))
    """)
}
