package io.github.vigia.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupTest {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");
  private static final long MINUTE = 60_000_000_000L;

  @Test
  void anAddressIsItselfAndAsksNobody() {
    NameLookup names =
        new NameLookup(name -> {
          throw new AssertionError(name);
        });
    assertThat(names.address("8.8.8.8", 0)).isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
    assertThat(names.address("2001:db8::1", 0)).isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
  }

  @Test
  void aNameThatHangsIsAskedForOnceAndHoldsUpNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    NameLookup names =
        new NameLookup(name -> {
          if (name.equals("hangs.example")) {
            hanging.incrementAndGet();
            await(never);
          }
          return ADDRESS;
        });
    assertThat(names.address("hangs.example", 0)).isNull();
    waitFor(names, "works.example", 0);
    assertThat(names.address("hangs.example", 60 * MINUTE)).isNull();
    waitForCount(hanging, 1);
    never.countDown();
    waitFor(names, "hangs.example", 0);
    assertThat(hanging).hasValue(1);
  }

  @Test
  void theLastAddressServesWhileTheNameCannotBeResolved() {
    AtomicInteger asked = new AtomicInteger();
    NameLookup names =
        new NameLookup(_ -> {
          if (asked.incrementAndGet() > 1) {
            throw new UnknownHostException("gone");
          }
          return ADDRESS;
        });
    waitFor(names, "web1", 0);
    assertThat(names.address("web1", MINUTE)).isEqualTo(ADDRESS);
    assertThat(names.address("web1", 6 * MINUTE)).isEqualTo(ADDRESS);
    waitForCount(asked, 2);
    assertThat(names.address("web1", 6 * MINUTE)).isEqualTo(ADDRESS);
  }

  private static void waitFor(NameLookup names, String name, long nanos) {
    while (!ADDRESS.equals(names.address(name, nanos))) {
      Thread.onSpinWait();
    }
  }

  private static void waitForCount(AtomicInteger count, int expected) {
    while (count.get() < expected) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
