import Testing
@testable import Burden

