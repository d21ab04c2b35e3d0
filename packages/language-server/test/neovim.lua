-- Opens a file in Neovim as a user would, takes the first quick fix of its first diagnostic, and writes the file.
-- Neovim 0.7 or later. Environment: SERVER (path of the command), SAMPLE (path of the file).
local function fail(text)
  io.stderr:write(text .. '\n')
  vim.cmd('cquit 1')
end

local function run()
  local file = assert(os.getenv('SAMPLE'))
  local root = vim.fn.fnamemodify(file, ':h:h')
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'typescript'
  local buffer = vim.api.nvim_get_current_buf()
  local client = assert(vim.lsp.start_client({
    name = 'failsoft',
    cmd = { 'node', assert(os.getenv('SERVER')), '--stdio' },
    root_dir = root,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = 'shop' } },
  }))
  assert(vim.lsp.buf_attach_client(buffer, client))
  assert(vim.wait(60000, function() return #vim.diagnostic.get(buffer) > 0 end, 20), 'no diagnostic')
  local found = vim.diagnostic.get(buffer)[1]
  io.stdout:write(string.format('%d:%d %s %s\n', found.lnum + 1, found.col + 1, found.source, found.code or found.user_data.lsp.code))
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  vim.ui.select = function(items, options, choose)
    io.stdout:write((options.format_item or tostring)(items[1]) .. '\n')
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  assert(vim.wait(60000, function() return vim.bo.modified end, 20), 'no edit')
  assert(vim.wait(60000, function() return #vim.diagnostic.get(buffer) == 0 end, 20), 'the diagnostic stays')
  vim.cmd('write')
  vim.lsp.stop_client(client)
  vim.wait(5000, function() return vim.lsp.get_client_by_id(client) == nil end, 20)
end

local ok, text = xpcall(run, debug.traceback)
if ok then vim.cmd('qall!') else fail(text) end
