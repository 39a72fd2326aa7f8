import Accounts
import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// What the one who wrote a concern does by their receipt. The code stands in a cookie for as long as
/// the browser is open, or comes with a form: never in an address, where logs would keep it.
struct ConcernReceiptRoutes {
  var routes: [Route] {
    [
      .get("/concerns/receipt", .everyone) { call in try await receiptPage(call, Draft()) },
      .post("/concerns/receipt", .everyone, rate: RateLimit(30, perSeconds: 600)) { call in
        try await enter(call)
      },
      .post("/concerns/receipt/departure", .everyone) { call in
        Reply.seeOther("/concerns").forgettingConcern(call)
      },
      .post("/concerns/receipt/words", .everyone, rate: RateLimit(30, perSeconds: 600)) { call in
        try await speak(call)
      },
      .post("/concerns/receipt/openness", .everyone) { call in
        let (isOpen, today) = (call.form.text("open") == "yes", call.today)
        try await change(call) { try $0.open(isOpen, today: today, $1) }
        return .seeOther("/concerns/receipt", notice: .saved)
      },
      .post("/concerns/receipt/address/removal", .everyone) { call in
        try await change(call) { concern, connection in
          try ConcernAddress.forget(concern.id, connection)
        }
        return .seeOther("/concerns/receipt", notice: .removed)
      },
      .get("/concerns/receipt/withdrawal", .everyone) { call in
        try await withdrawalPage(call)
      },
      .post("/concerns/receipt/withdrawal", .everyone) { call in
        let (today, now) = (call.today, call.now)
        try await change(call) { try $0.withdraw(today: today, at: now, $1) }
        return Reply.seeOther("/concerns", notice: .removed).forgettingConcern(call)
      },
    ]
  }

  private func enter(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await receiptPage(call, $0) }) { form in
      let w = call.w
      let typed = form.text("receipt", w("Your receipt"), most: 100)
      try form.check()
      let found = try await call.store.read { try Concern.find(receipt: typed, $0) }
      if found == nil {
        form.fault(
          "receipt",
          w(
            "No concern has this receipt. Look for letters that were left out; what was taken back can’t be opened any more."
          ))
      }
      try form.check()
      return Reply.seeOther("/concerns/receipt?opened=yes").keepingConcern(Code.typed(typed), call)
    }
  }

  /// Changes the concern whose receipt this browser holds. One that was taken back meanwhile, as by a
  /// second press, is left as it is.
  private func change(
    _ call: Call, _ body: @escaping @Sendable (Concern, any Connection) throws -> Void
  ) async throws {
    guard let code = call.request.cookie(concernCookie), !code.isEmpty else {
      throw Failure.forbidden(noReceipt(call.w))
    }
    try await call.store.write { connection in
      try connection.takeTurns("concerns")
      guard let concern = try Concern.find(receipt: code, connection) else { return }
      try body(concern, connection)
    }
  }

  private func speak(_ call: Call) async throws -> Reply {
    try await call.submit(show: { try await receiptPage(call, $0) }) { form in
      let w = call.w
      let id: ID<ConcernWord> = try form.freshID()
      let kind = ConcernWord.Kind(rawValue: form.data.text("kind")) ?? .more
      let label = w("What you want to add")
      let text =
        kind == .more
        ? form.text("words", label, most: ConcernForm.longest)
        : form.optionalText("words", label, most: ConcernForm.longest)
      try form.check()
      let today = call.today
      let own = w.language
      try await change(call) { concern, connection in
        let language = Language.spoken.contains(own) ? own : concern.language
        switch kind {
        case .settled:
          try concern.settle(text, in: language, id: id, today: today, connection)
        case .unsettled:
          try concern.reopen(text, in: language, id: id, today: today, connection)
        default: try concern.add(text, in: language, id: id, today: today, connection)
        }
      }
      return .seeOther("/concerns/receipt", notice: .thanks)
    }
  }
}

func noReceipt(_ w: Words) -> String {
  w(
    "This browser holds no receipt. Enter the one you have; cookies of this site must be allowed for that."
  )
}
