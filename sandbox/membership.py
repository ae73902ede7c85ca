"""The membership of a bot in chats, with the updates it gets."""

from __future__ import annotations

from sandbox.updates import Json
from sandbox.world import Bot, User, World


def member(user: User, status: str) -> Json:
    """The Bot API's ChatMember for a status."""
    found: Json = {"user": user.wire(), "status": status}
    match status:
        case "kicked":
            found["until_date"] = 0
        case "administrator":
            rights = (
                "can_be_edited is_anonymous can_manage_chat can_delete_messages "
                "can_manage_video_chats can_restrict_members can_promote_members can_change_info "
                "can_invite_users can_send_welcome_messages can_post_stories can_edit_stories "
                "can_delete_stories"
            )
            found |= {name: name == "can_manage_chat" for name in rights.split()}
    return found


def status_changes(world: World, bot: Bot, chat: Json, *, by: User, old: str, new: str) -> None:
    """Queue my_chat_member for the bot."""
    bot.updates.add(
        "my_chat_member",
        {
            "chat": chat,
            "from": by.wire(),
            "date": world.clock.stamp(),
            "old_chat_member": member(bot.user, old),
            "new_chat_member": member(bot.user, new),
        },
        lane=chat["id"],
    )
    world.touch()


def set_membership(world: World, bot: Bot, chat_id: int, *, by: User, new: str) -> None:
    """Change the status of the bot in a group or channel, and send it the update."""
    old = bot.memberships.get(chat_id, "left")
    bot.memberships[chat_id] = new
    status_changes(world, bot, world.chat_wire(chat_id), by=by, old=old, new=new)


def bot_leaves(world: World, bot: Bot, chat_id: int) -> None:
    """The bot leaves by itself."""
    set_membership(world, bot, chat_id, by=bot.user, new="left")
