/// Thrown where an error was expected and none came.
struct Missing: Error {}
