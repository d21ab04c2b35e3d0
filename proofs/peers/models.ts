/** Answers of models, as their APIs send them. */

export const openAiChat = {
  id: 'chat-1',
  object: 'chat.completion',
  created: 1,
  model: 'some-model',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hello' } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

export const openAiEmbedding = {
  object: 'list',
  model: 'some-model',
  data: [{ object: 'embedding', index: 0, embedding: [0.5, 0.25] }],
  usage: { prompt_tokens: 1, total_tokens: 1 },
};

export const anthropicMessage = {
  id: 'message-1',
  type: 'message',
  role: 'assistant',
  model: 'claude-some',
  content: [{ type: 'text', text: 'Hello' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
};
