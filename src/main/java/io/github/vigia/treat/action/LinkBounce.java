package io.github.vigia.treat.action;

import io.github.vigia.kernel.IpLink;
import io.github.vigia.treat.Effect;
import io.github.vigia.treat.Preview;
import io.github.vigia.treat.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches a link off and on, and puts back the addresses and routes that this takes away:
 * switching off removes IPv4 and IPv6 routes and the addresses of IPv6.
 */
final class LinkBounce implements Deed {

  /** Looks at the network as it is. */
  @FunctionalInterface
  interface Look {
    NetworkContext now() throws IOException;
  }

  private final Look look;
  private final String named;
  private final boolean onlyIfSilent;

  /**
   * @param named the interface; empty for that of the default route
   * @param onlyIfSilent whether it takes a host or a carrier that is missing to make this worth it
   */
  LinkBounce(Look look, String named, boolean onlyIfSilent) {
    this.look = look;
    this.named = named;
    this.onlyIfSilent = onlyIfSilent;
  }

  private String whyNot(NetworkContext context) {
    return onlyIfSilent ? context.whyNot(named) : context.whyNotTouched(named);
  }

  @Override
  public Preview preview() throws IOException {
    NetworkContext context = look.now();
    String why = whyNot(context);
    String device = context.device(named);
    IpLink link = context.current().link(device);
    if (!why.isEmpty() || link == null) {
      return Preview.nothing(why.isEmpty() ? device + " is not there" : why);
    }
    return link.up()
        ? new Preview(true, "would switch " + device + " off and on", 1, List.of("link " + device))
        : Preview.nothing(device + " is switched off");
  }

  @Override
  public Effect act(Preview preview, Run run) throws IOException {
    NetworkContext context = look.now();
    String device = context.device(named);
    IpLink link = context.current().link(device);
    if (!preview.items().equals(List.of("link " + device))
        || !whyNot(context).isEmpty()
        || link == null
        || !link.up()) {
      return Effect.none("it is not as it was when this was planned");
    }
    IpBatch bounce = new IpBatch();
    bounce.linkDown(device);
    bounce.linkUp(device);
    String name = run.attempt();
    List<List<String>> commands =
        new ArrayList<>(bounce.commands(context.folder(), name + "-bounce"));
    commands.addAll(context.restore(name + "-restore"));
    GuardedChange.End end =
        context.change().apply(commands, context.restore(name + "-undo"), true, run);
    return switch (end) {
      case BETTER -> effect(1, device, "and something answers again");
      case SAME -> effect(0, device, "which made no difference");
      case TAKEN_BACK -> context.takenBack();
    };
  }

  private static Effect effect(double direct, String device, String what) {
    return new Effect(
        direct, "links", "switched " + device + " off and on, " + what, List.of("link " + device));
  }
}
