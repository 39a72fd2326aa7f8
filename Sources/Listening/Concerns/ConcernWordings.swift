import Components
import Words

extension Concern.Category {
  public func word(_ w: Words) -> String {
    switch self {
    case .access: w("Getting in and opening hours")
    case .collections: w("Books and other things to borrow")
    case .programs: w("Events and courses")
    case .respect: w("How people are treated")
    case .building: w("Building and grounds")
    case .digital: w("Website, computers and network")
    case .neighbourhood: w("The neighbourhood")
    case .other: w("Something else")
    }
  }
}

extension Concern.Channel {
  func word(_ w: Words) -> String {
    switch self {
    case .web: w("On the web")
    case .spoken: w("Told in person")
    case .paper: w("Written on paper")
    case .phone: w("By telephone")
    }
  }
}

extension Concern {
  /// How it stands, as its writer and everybody else is told.
  func stateWord(_ w: Words) -> String {
    switch (state, ending) {
    case (_, .settled): w("Settled")
    case (_, .done): w("It was done")
    case (_, .willNot): w("The library will not do it")
    case (_, .notOurs): w("It is for somebody else to do")
    case (_, .setAside): w("Set aside")
    case (_, .withdrawn): w("Taken back")
    case (.new, _): w("Not read yet")
    case (.read, _): w("Read, not answered yet")
    case (.reopened, _): w("Opened again")
    case (.answered, _) where turn == .writer: w("The library asked back")
    case (.answered, _) where turn == .library: w("There is more to answer")
    default: w("The library will do it")
    }
  }

  var stateTone: Tone {
    switch state {
    case .new, .reopened: .warning
    case .read: .information
    case .answered: turn == .library ? .warning : .information
    case .ended: ending == .done || ending == .settled ? .good : .neutral
    }
  }
}

extension ConcernWord.Kind {
  /// What it says in two or three words, before the words themselves.
  func word(_ w: Words) -> String {
    switch self {
    case .more: w("Its writer added")
    case .settled: w("Its writer says: this is settled for me")
    case .unsettled: w("Its writer says: this is not settled")
    case .willDo: w("We will do it")
    case .willNot: w("We will not do it")
    case .notOurs: w("It is not ours to do")
    case .needMore: w("We need to know more")
    case .done: w("We have done it")
    }
  }
}

extension HidingReason {
  func word(_ w: Words) -> String {
    switch self {
    case .person: w("It says who somebody is, or what is theirs to tell.")
    case .hurtful: w("It hurts or threatens people.")
    case .repeated: w("It is one of many that were sent alike.")
    case .advertising: w("It advertises.")
    case .unlawful: w("The law forbids showing it.")
    }
  }
}
