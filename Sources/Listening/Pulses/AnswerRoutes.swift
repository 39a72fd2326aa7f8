import Components
import Markup
import Store
import Surroundings
import Web
import Words

/// Answering, by either door: the form, the receipt, correcting and taking back.
struct AnswerRoutes {
  private static let rate = RateLimit(30, perSeconds: 600)

  var routes: [Route] {
    [
      .get("/pulses/{wave}", .everyone) { call in
        try await answerPage(call, .community, Draft())
      },
      .post("/pulses/{wave}", .everyone, rate: Self.rate) { call in
        try await keep(call, .community)
      },
      .get("/pulses/{wave}/receipt", .everyone) { call in
        try await receiptPage(call, .community, Draft())
      },
      .post("/pulses/{wave}/receipt", .everyone, rate: Self.rate) { call in
        try await takeReceipt(call, .community)
      },
      .post("/pulses/{wave}/receipt/departure", .everyone) { call in
        try await depart(call, .community)
      },
      .post("/pulses/{wave}/withdrawal", .everyone, rate: Self.rate) { call in
        try await withdraw(call, .community)
      },
      .get("/desk/pulses/{pulse}/answers", .library) { call in
        try await answerPage(call, .library, Draft())
      },
      .post("/desk/pulses/{pulse}/answers", .library, rate: Self.rate) { call in
        try await keep(call, .library)
      },
      .get("/desk/pulses/{pulse}/answers/receipt", .library) { call in
        try await receiptPage(call, .library, Draft())
      },
      .post("/desk/pulses/{pulse}/answers/receipt", .library, rate: Self.rate) { call in
        try await takeReceipt(call, .library)
      },
      .post("/desk/pulses/{pulse}/answers/receipt/departure", .library) { call in
        try await depart(call, .library)
      },
      .post("/desk/pulses/{pulse}/answers/withdrawal", .library) { call in
        try await withdraw(call, .library)
      },
    ]
  }

  private func find(_ call: Call, _ door: Door) async throws -> Pulse {
    try await call.store.read { try door.pulse(call, $0).0 }
  }

  private func openPulse(_ call: Call, _ door: Door) async throws -> Pulse {
    let pulse = try await find(call, door)
    guard pulse.isOpen(on: call.today) else {
      throw Failure.conflict(call.w("This pulse is over. Nothing was changed."))
    }
    return pulse
  }

  private func keep(_ call: Call, _ door: Door) async throws -> Reply {
    let pulse = try await openPulse(call, door)
    return try await call.submit(show: { try await answerPage(call, door, $0) }) { form in
      // The form brings the code that it was dealt: sent twice, it is one answer.
      guard let receipt = Receipt(form.data.text("receipt")) else { throw Failure.staleForm }
      let instrument = try await call.store.read { try pulse.instrument($0) }
      let answer = PulseAnswer(form.data, instrument)
      if answer.isEmpty, let first = instrument.items.first, let rating = instrument.asked.first {
        form.fault(
          fieldName(rating, first.key),
          form.w("Answer at least one line. Or leave this page: then nothing is kept."))
      }
      try form.check()
      let (surroundings, today) = (call.surroundings, call.today)
      let isOpen = try await call.store.write { connection in
        // It may have been closed while this was on its way.
        guard try Pulse.find(pulse.id, connection)?.isOpen(on: today) == true else { return false }
        try answer.keep(
          in: pulse, side: door.side, receipt: receipt.code, surroundings, connection)
        return true
      }
      guard isOpen else {
        throw Failure.conflict(call.w("This pulse is over. Nothing was changed."))
      }
      return Reply.seeOther(
        SafeURL(local: door.receiptPath(of: pulse)) ?? "/", notice: .thanks
      ).cookie(
        door.cookie(of: pulse), receipt.code, days: 180, secure: call.request.isSecure)
    }
  }

  private func takeReceipt(_ call: Call, _ door: Door) async throws -> Reply {
    let pulse = try await find(call, door)
    return try await call.submit(show: { try await receiptPage(call, door, $0) }) { form in
      let typed = form.text("receipt", form.w("Your receipt"), most: 100)
      try form.check()
      let receipt = Receipt(typed)
      let known = try await call.store.read { connection in
        try receipt.flatMap { try PulseAnswer.find(receipt: $0.code, in: pulse, connection) }
      }
      if known == nil {
        form.fault(
          "receipt",
          form.w("Nothing is kept under this receipt. Look for letters that were left out."))
      }
      try form.check()
      guard let receipt else { throw Failure.notFound }
      return Reply.seeOther(SafeURL(local: door.receiptPath(of: pulse)) ?? "/").cookie(
        door.cookie(of: pulse), receipt.code, days: 180, secure: call.request.isSecure)
    }
  }

  private func depart(_ call: Call, _ door: Door) async throws -> Reply {
    let pulse = try await find(call, door)
    return forgetting(pulse, door, call, notice: nil)
  }

  private func withdraw(_ call: Call, _ door: Door) async throws -> Reply {
    let pulse = try await openPulse(call, door)
    guard let receipt = door.receipt(pulse, call) else { throw Failure.notFound }
    let today = call.today
    let isOpen = try await call.store.write { connection in
      guard try Pulse.find(pulse.id, connection)?.isOpen(on: today) == true else { return false }
      try PulseAnswer.withdraw(receipt: receipt.code, from: pulse, connection)
      return true
    }
    guard isOpen else {
      throw Failure.conflict(call.w("This pulse is over. Nothing was changed."))
    }
    return forgetting(pulse, door, call, notice: .removed)
  }

  private func forgetting(
    _ pulse: Pulse, _ door: Door, _ call: Call, notice: Notice?
  ) -> Reply {
    Reply.seeOther(SafeURL(local: door.path(of: pulse)) ?? "/", notice: notice)
      .cookie(door.cookie(of: pulse), "", days: 0, secure: call.request.isSecure)
  }
}

/// The name of the field in which an item is rated.
func fieldName(_ rating: Instrument.Rating, _ item: String) -> String {
  "\(rating.rawValue)-\(item)"
}

extension PulseAnswer {
  /// What a form says. A value that the form does not offer counts as passed over.
  init(_ data: FormData, _ instrument: Instrument) {
    self.init()
    for rating in instrument.asked {
      for item in instrument.items {
        let text = data.text(fieldName(rating, item.key))
        if text == "none" {
          ratings[rating, default: [:]].updateValue(nil, forKey: item.key)
        } else if let value = Int(text), (1...instrument.points).contains(value) {
          ratings[rating, default: [:]][item.key] = value
        }
      }
    }
  }

  /// What a form shows of it.
  var values: [String: String] {
    var values: [String: String] = [:]
    for (rating, items) in ratings {
      for (item, value) in items {
        values[fieldName(rating, item)] = value.map { String($0) } ?? "none"
      }
    }
    return values
  }
}
