import { oneOf } from '../alternatives.js';
import type { CallPattern } from '../schema.js';

/** Of Telegram’s API, as the libraries for bots name them. */
const reads = oneOf(`
  getChat getChatAdministrators getChatMember getChatMemberCount getChatMembersCount getFile getFileLink getMe getMyCommands getStickerSet
  getUserProfilePhotos getWebhookInfo`);

const writes = oneOf(`
  answerCallbackQuery answerCbQuery answerInlineQuery answerPreCheckoutQuery answerShippingQuery answerWebAppQuery approveChatJoinRequest
  banChatMember copyMessage copyMessages createChatInviteLink createForumTopic createInvoiceLink declineChatJoinRequest deleteMessage
  deleteMessages deleteMyCommands deleteWebhook editMessageCaption editMessageLiveLocation editMessageMedia editMessageReplyMarkup
  editMessageText exportChatInviteLink forwardMessage forwardMessages leaveChat pinChatMessage promoteChatMember restrictChatMember
  revokeChatInviteLink sendAnimation sendAudio sendChatAction sendContact sendDice sendDocument sendGame sendInvoice sendLocation sendMediaGroup
  sendMessage sendPhoto sendPoll sendSticker sendVenue sendVideo sendVideoNote sendVoice setChatMenuButton setChatTitle setMessageReaction
  setMyCommands setWebhook stopPoll unbanChatMember unpinAllChatMessages unpinChatMessage`);

/** At the client itself for '', else at that member of it. */
export function telegramCalls(member: string): readonly CallPattern[] {
  return [
    { path: `${member}${reads}`, effect: 'read' },
    { path: `${member}${writes}`, effect: 'write' },
    // Long polling.
    { path: `${member}getUpdates`, effect: 'blocking' },
  ];
}
