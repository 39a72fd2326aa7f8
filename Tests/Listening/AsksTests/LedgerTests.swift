import Testing
@testable import Asks

