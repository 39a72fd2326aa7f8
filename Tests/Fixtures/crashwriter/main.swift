import Foundation
import Store

// Writes rows as fast as it can until somebody kills it, and says each number aloud only after its
// write was acknowledged. The crash tests look for every number that was said.

let store = try Store.open(CommandLine.arguments[1])
try await store.migrate([
  Migration(
    id: "2026-01-01-crash-1",
    statements: [
      "CREATE TABLE written (number INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT"
    ])
])
let start = try await store.read {
  try $0.count("SELECT COALESCE(MAX(number), 0) FROM written")
}

let writers = 8
try await withThrowingTaskGroup(of: Void.self) { group in
  for writer in 1...writers {
    group.addTask {
      for number in stride(from: start + writer, to: Int.max, by: writers) {
        let text = String(repeating: "kith ", count: number % 60)
        try await store.write { connection in
          try connection.run("INSERT INTO written (number, text) VALUES (\(number), \(text))")
        }
        FileHandle.standardOutput.write(Data("\(number)\n".utf8))
      }
    }
  }
  try await group.waitForAll()
}
