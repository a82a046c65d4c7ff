#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs `work` on a thread of its own: libpq resolves names, connects and cancels by blocking, which a thread of Swift's pool must not do.
func detachThread(_ work: @escaping @Sendable () -> Void) {
  let box = Unmanaged.passRetained(Work(run: work)).toOpaque()
  #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, nil, { run($0) }, box)
    if status == 0, let thread { pthread_detach(thread) }
  #else
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, { $0.map(run) ?? nil }, box)
    if status == 0 { pthread_detach(thread) }
  #endif
  // No thread to be had: late is better than never.
  if status != 0 { _ = run(box) }
}

/// The value of blocking `work`, awaited while it runs on a thread of its own.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    detachThread { continuation.resume(returning: work()) }
  }
}

private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) { self.run = run }
}

private func run(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Work>.fromOpaque(box).takeRetainedValue().run()
  return nil
}
