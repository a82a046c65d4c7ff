import Testing

@testable import Postgres

/// The pool's decisions, line by line, without a server; connections are numbers here.
@Suite struct PoolStateTests {
  @Test func connectionsAreOpenedAsTheyAreNeededAndNoMore() throws {
    var state = PoolState<Int>(maximum: 2)
    #expect(state.acquire(1).connects == true)
    #expect(state.acquire(2).connects == true)
    #expect(state.acquire(3).connects == false)
    #expect(state.connected(100).wake == [1])
    #expect(state.connected(200).wake == [2])
    #expect(try state.claim(1)?.get() == 100)
    #expect(try state.claim(2)?.get() == 200)
    #expect(state.claim(3) == nil)
    // Nobody waits any more: it is kept, and the last one kept is the first one lent.
    #expect(state.release(100, isReusable: true).wake == [])
    #expect(state.release(200, isReusable: true).wake == [])
    #expect(state.idle == [100, 200])
    #expect(state.acquire(4).connection == 200)
  }

  @Test func theFirstWhoWaitsGetsWhatIsReleased() throws {
    var state = PoolState<Int>(maximum: 1)
    _ = state.acquire(1)
    _ = state.connected(100)
    _ = state.claim(1)
    _ = state.acquire(2)
    _ = state.acquire(3)
    #expect(state.release(100, isReusable: true).wake == [2])
    #expect(state.leased == 1)
    #expect(try state.claim(2)?.get() == 100)
  }

  @Test func aBrokenConnectionIsClosedAndReplacedForWhoWaits() {
    var state = PoolState<Int>(maximum: 1)
    _ = state.acquire(1)
    _ = state.connected(100)
    _ = state.claim(1)
    #expect(state.acquire(2).connects == false)
    let orders = state.release(100, isReusable: false)
    #expect(orders.close == [100] && orders.connect && orders.wake == [])
    #expect(state.connected(200).wake == [2])
  }

  @Test func aFailedConnectIsToldOnlyWhenThereIsNothingToWaitFor() {
    var state = PoolState<Int>(maximum: 2)
    _ = state.acquire(1)
    _ = state.connected(100)
    _ = state.claim(1)
    #expect(state.acquire(2).connects == true)
    #expect(state.connectFailed(.connection("too many")).wake == [])
    #expect(state.lastConnectError != nil)
    #expect(state.release(100, isReusable: true).wake == [2])
    _ = state.claim(2)
    let orders = state.release(100, isReusable: false)
    #expect(orders.connect == false)
    #expect(state.acquire(3).connects == true)
    #expect(state.connectFailed(.connection("refused")).wake == [3])
    #expect(throws: PostgresError.self) { try state.claim(3)?.get() }
    #expect(state.connecting == 0 && state.leased == 0)
  }

  @Test func whoGaveUpIsPassedOver() {
    var state = PoolState<Int>(maximum: 1)
    _ = state.acquire(1)
    _ = state.acquire(2)
    #expect(state.claim(1) == nil)
    #expect(state.connected(100).wake == [2])
    _ = state.claim(2)
    #expect(state.release(100, isReusable: true).wake == [])
    #expect(state.idle == [100])
  }

  @Test func closingWaitsForLeases() {
    var state = PoolState<Int>(maximum: 2)
    _ = state.acquire(1)
    _ = state.acquire(2)
    _ = state.connected(100)
    _ = state.claim(1)
    let closing = state.close(9)
    #expect(!closing.isDrained && closing.orders.wake == [2])
    #expect(state.acquire(3).isClosed)
    let late = state.connected(200)
    #expect(late.close == [200] && late.wake == [])
    let last = state.release(100, isReusable: true)
    #expect(last.close == [100] && last.wake == [9])
  }
}

extension PoolState.Acquire {
  fileprivate var connects: Bool? { if case .wait(let connect) = self { connect } else { nil } }
  fileprivate var connection: Connection? { if case .lease(let connection) = self { connection } else { nil } }
  fileprivate var isClosed: Bool { if case .closed = self { true } else { false } }
}
